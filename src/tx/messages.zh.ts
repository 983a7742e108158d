import type { Catalogue } from '../ui/i18n/catalogue.ts'
import type en from './messages.en.ts'

export default {
  'plan.depositEth': '通过 Lido 存入 {amount}',
  'plan.depositStEth': '存入 {amount}',
  'plan.depositToken': '存入 {amount}',
  'plan.delegate': '委托给 {operator}',
  'plan.queue': '排队提取 {amount}',
  'plan.queueMany': { other: '排队 {count} 笔提款' },
  'plan.undelegate': '解除委托并让全部质押排队',
  'plan.redelegate': '转到 {operator}',
  'plan.complete': { other: '完成 {count} 笔提款' },

  'plan.claim': '领取奖励至 {recipient}',
  'plan.setClaimer': '由 {claimer} 代你领取',
  'plan.removeClaimer': '恢复由自己领取',

  'step.allow': '允许 {spender} 恰好使用 {amount}',
  'step.permit': '签名允许 {spender} 恰好使用 {amount}：无需交易，不产生费用',
  'step.submit': '在 Lido 质押 {amount} 并获得 stETH',
  'step.approve': '允许 EigenLayer 的 StrategyManager 恰好使用 {amount}',
  'step.deposit': '将 {amount} 存入 stETH 策略',
  'step.depositToken': '将 {amount} 存入其策略',
  'step.delegate': '将全部质押委托给 {operator}',
  'step.queue': '让现值 {amount} 的质押进入队列',
  'step.queueMany': { other: '排队 {count} 笔提款，每个策略一笔' },
  'step.undelegate': '结束委托，全部质押进入队列',
  'step.redelegate': '全部质押进入队列，并委托给 {operator}',
  'step.complete': { other: '从队列中取出 {count} 笔提款' },

  'step.claim': '领取 {amount}，付给 {recipient}',
  'step.claimMany': '领取上列数额，付给 {recipient}',
  'step.setClaimer': '只有 {claimer} 可以领取你的奖励',
  'step.removeClaimer': '收回代领权',

  'action.allow': '签名：恰好授权 {amount}',
  'action.permit': '签名：恰好许可 {amount}',
  'action.submit': '签名：在 Lido 质押 {amount}',
  'action.approve': '签名：恰好授权 {amount}',
  'action.deposit': '签名：存入 {amount}',
  'action.delegate': '签名：委托给 {operator}',
  'action.queue': '签名：排队提取 {amount}',
  'action.queueMany': { other: '签名：排队 {count} 笔提款' },
  'action.undelegate': '签名：解除委托，全部排队',
  'action.redelegate': '签名：转到 {operator}',
  'action.complete': { other: '签名：完成 {count} 笔提款' },

  'action.claim': '签名：领取 {amount}',
  'action.claimMany': { other: '签名：领取 {count} 笔' },
  'action.setClaimer': '签名：由 {claimer} 代领',
  'action.removeClaimer': '签名：收回代领权',

  'about.depositEth':
    'Lido 将 ETH 换成 stETH，你恰好授权该数额，随后 stETH 存入 EigenLayer 的 stETH 策略。中途关闭页面不会丢失任何进度。',
  'about.depositStEth':
    '你的 stETH 将存入 EigenLayer 的 stETH 策略。取出时须先排队提款并等待期满。',
  'about.depositToken': '代币进入 EigenLayer 的对应策略。要取出时需先排队提款并等待延迟。',
  'about.delegate':
    '从下一个区块起，你的全部质押计入该节点运营商，并可能在其分配之处被罚没。你可以解除委托，届时全部提款将进入队列。',
  'about.queueWithdrawals':
    '这部分质押立即不再计入运营商，进入 EigenLayer 的提款队列。排队期间没有奖励，在提款延迟结束前仍可能被罚没。之后由你完成提款：取回代币，或转回份额。',
  'about.undelegate':
    '你的委托结束，全部质押进入队列，每个策略一笔提款，在提款延迟结束前仍可能被罚没。以代币完成则回到钱包，以份额完成则重新质押。',
  'about.redelegate':
    '一笔交易同时结束原委托、让全部质押排队并委托给新的运营商。延迟过后，每笔提款须以份额完成，质押才计入新运营商；在此之前仍可能在原运营商处被罚没。',
  'about.completeWithdrawals':
    '以代币完成，资产回到钱包；以份额完成，则重新计入质押，并归于你当前委托的运营商。',

  'about.claimRewards': 'EigenLayer 支付的数额与此处所示一致。每份证明都已与链上的分配根核对。',
  'about.setClaimer':
    '从下一个区块起，只有代领人能领取你的奖励，并可付给任意地址。本账户不能再领取，直到你收回代领权；收回随时可行。',

  'sheet.steps': '步骤',
  'sheet.cost': '网络费用',
  'sheet.fee': '下一次签名最多 {amount}',
  'sheet.feeLater': '每次签名前显示',
  'sheet.effects': '前后对比',
  'sheet.transaction': '交易',
  'sheet.checking': '正在与链核对',
  'sheet.checkAgain': '重新核对',
  'sheet.connect': '连接钱包',
  'sheet.switchChain': '将钱包切换到 {chain}',
  'sheet.otherAccount': '请在钱包中选择 {account}',
  'sheet.inWallet': '请在钱包中确认',
  'sheet.promptLost':
    '钱包中可能仍有未处理的请求，请先查看。若已消失，可再次请求；若同时存在两个请求，可能都会被发送。',
  'sheet.askAgain': '再次请求钱包',
  'sheet.stopWaiting': '不再等待',
  'sheet.waiting': '等待上链',
  'sheet.waitingHint': '可以关闭此窗口，计划会保存在此浏览器中并继续进行。',
  'sheet.dropped': '节点已不再认识这笔交易，可能因费用过低而被丢弃。',
  'sheet.sendAgain': '重新发送',
  'sheet.confirming': '已完成，将随后续区块最终确定。',
  'sheet.done': '已完成并最终确定。',
  'sheet.close': '关闭',
  'sheet.discard': '放弃此计划',
  'note.batchRounding':
    '比质押数额少 {wei} wei。stETH 会取整，合并发送时无法预知取整多少，余下部分留在你的钱包中。',

  'prompts.times': { other: '钱包将请求 {count} 次：{what}。' },
  'prompts.signatures': { other: '{count} 次签名' },
  'prompts.transactions': { other: '{count} 笔交易' },
  'prompts.and': '，',
  'prompts.batch': {
    other: '钱包只请求一次：{count} 个步骤合为一笔交易，要么全部完成，要么全不执行。',
  },
  'prompts.stepByStep': '改为逐步签名',
  'action.batch': { other: '签名：一次完成 {count} 个步骤' },
  'changes.next': '下一次签名带来的余额变化',
  'changes.all': '全部步骤合计的余额变化',
  'changes.none': '下一次签名不动用任何余额，只为后续步骤授权。',
  'changes.shares': '{unit} 存款份额',
  'changes.unavailable': '无法显示余额变化：此 RPC 不支持模拟 (eth_simulateV1)。',
  'changes.firstOnly': '此 RPC 只能检查第一个调用。钱包会一并发送全部调用，否则一个都不发送。',

  'sheet.feeNone': '无，签名不收费',
  'sheet.proposal': '提案',
  'sheet.proposed':
    '已提交提案，等待此账户的其他所有者签名并由其中一人执行。可以关闭此窗口，随时回来继续。',
  'sheet.stopProposal': '不再等待此提案',
  'sheet.elsewhere': 'Keel 的另一个标签页正在为此计划使用钱包。',
  'sheet.inOtherTab': '请在另一个标签页继续',
  'sheet.needsWallet': '只有接收这些步骤的钱包知道结果。请连接该钱包查看。',
  'sheet.earlier': {
    other: '你有 {count} 笔更早的交易仍在等待，须先上链。请在钱包中为其加速或取消。',
  },
  'sheet.details': '技术详情',
  'sheet.repriced': '以更高费用发送',
  'sheet.gone': '此计划已不存在。',

  'pending.open': { other: '{count} 个进行中的计划' },
  'pending.title': '进行中的计划',
  'pending.resume': '继续',
  'pending.none': '没有进行中的计划。',
  'pending.status.loading': '正在核对',
  'pending.status.ready': '等待你签名',
  'pending.status.signing': '在钱包中',
  'pending.status.signingUnknown': '可能在钱包中',
  'pending.status.sent': '等待上链',
  'pending.status.proposed': '等待其他所有者',
  'pending.status.signingElsewhere': '在另一个标签页的钱包中',
  'pending.status.dropped': '节点已丢失',
  'pending.status.confirming': '已完成，尚未最终确定',
  'pending.status.done': '已完成',
  'pending.status.failed': '失败',
  'note.unreadable': {
    other: '有 {count} 个保存的计划无法读取，已丢弃。已发送的交易不受影响。',
  },
  'note.otherChain': {
    other: '有 {count} 个保存的计划属于已重新启动的链，已丢弃。',
  },
  'note.unknownKind': {
    other: '有 {count} 个保存的计划来自其他版本的 Keel，已丢弃。已发送的交易不受影响。',
  },
} satisfies Catalogue<typeof en>

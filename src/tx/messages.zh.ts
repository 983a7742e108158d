import type { Catalogue } from '../ui/i18n/catalogue.ts'
import type en from './messages.en.ts'

export default {
  'plan.depositEth': '通过 Lido 存入 {amount}',
  'plan.depositStEth': '存入 {amount}',
  'plan.depositToken': '存入 {amount}',
  'plan.delegate': '委托给 {operator}',

  'step.submit': '在 Lido 质押 {amount} 并获得 stETH',
  'step.approve': '允许 EigenLayer 的 StrategyManager 恰好使用 {amount}',
  'step.deposit': '将 {amount} 存入 stETH 策略',
  'step.depositToken': '将 {amount} 存入其策略',
  'step.delegate': '将全部质押委托给 {operator}',

  'action.submit': '签名：在 Lido 质押 {amount}',
  'action.approve': '签名：恰好授权 {amount}',
  'action.deposit': '签名：存入 {amount}',
  'action.delegate': '签名：委托给 {operator}',

  'about.depositEth':
    '需要三次签名：Lido 将 ETH 换成 stETH，您恰好授权该数额，随后 stETH 存入 EigenLayer 的 stETH 策略。中途关闭页面不会丢失任何进度。',
  'about.depositStEth':
    '您的 stETH 将存入 EigenLayer 的 stETH 策略。取出时须先排队提款并等待期满。',
  'about.depositToken': '代币进入 EigenLayer 的对应策略。要取出时需先排队提款并等待延迟。',
  'about.delegate':
    '从下一个区块起，您的全部质押计入该节点运营商，并可能在其分配之处被罚没。您可以解除委托，届时全部提款将进入队列。',

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
  'sheet.details': '技术详情',
  'sheet.repriced': '以更高费用发送',
  'sheet.gone': '此计划已不存在。',

  'pending.open': { other: '{count} 个进行中的计划' },
  'pending.title': '进行中的计划',
  'pending.resume': '继续',
  'pending.none': '没有进行中的计划。',
  'pending.status.loading': '正在核对',
  'pending.status.ready': '等待您签名',
  'pending.status.signing': '在钱包中',
  'pending.status.signingUnknown': '可能在钱包中',
  'pending.status.sent': '等待上链',
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

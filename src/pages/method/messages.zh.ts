import type { Catalogue } from '../../ui/i18n/catalogue.ts'
import type en from './messages.en.ts'

export default {
  title: '方法',
  lead: 'Keel 如何把链上所读与你的假设变成两个数字。',

  'read.title': '什么可以被罚没',
  'read.text':
    '运营商集合可以罚没运营商分配给它的部分：在该策略的最大额度 M 中占额度 m。一份额度只属于一个集合，因此各集合可罚没的部分相加，最多为全部，不会相乘。已分配但未注册的部分是潜在的：运营商注册的那一笔交易起即可罚没。',
  'rate.title': '罚没有多大可能',
  'rate.text':
    '没有任何罚没历史足以支持一个概率。Keel 从先验出发：T₀ 个“集合年”中 a₀ 次罚没，再加上链上对每个 AVS 的所见：T 个集合年中 k 次罚没。默认情况下，未见罚没时为每年 1%；15 个集合年中两次罚没则为 3.8%。',
  'common.title': '什么会一同发生',
  'common.text':
    '有缺陷的 AVS 会打击它的所有运营商，泄露的运营商密钥会打击它的所有集合。每一份风险率中，ρ_A 由 AVS 共有，ρ_O 由运营商共有，其余各自独立。无论比例如何，每一对的概率不变，变的只是同时倒霉的可能。',
  'loss.title': '从冲击到损失',
  'loss.text':
    '以一年、以 ETH 计：先是验证者被罚没（b），再是集合罚没（S），再由内到外是各层合约，最后是折价卖出的部分（e·d）。冲击少时逐一精确计算；较多时以运营商冲击为条件，在细格上计算；最多时用固定种子的模拟，并给出标准误差。',
  'exposure.title': '风险敞口：坏年景',
  'exposure.text':
    '一百年中最差一年的平均损失（99% CVaR），来自罚没、验证者与市场。合约失效单独列出：可能损失全部、概率接近 1% 的合约会盖过其他一切，而这个概率没有历史依据。若损失比百年一遇更少见，其分位数会是零，损失却不是零，所以 Keel 从不单独显示分位数。',
  'parts.title': '由什么造成',
  'parts.text': '每个来源的部分，是它在那些最差年份中的平均损失。各部分之和正好等于风险敞口。',
  'plain.title': '不需要概率的数字',
  'plain.text':
    '目前最多可罚没：所有可罚没部分之和。盈亏平衡：罚没概率达到多少时，再质押所得被抵消。两者与风险敞口并列，因为它们不需要对可能性的判断。',
  'apr.title': 'APR',
  'apr.text':
    '基础收益是 stETH 兑换率七天内的增长，已扣 Lido 费用。奖励取最近 30 天，逐日按当天的质押、乘数与抽成计算。没有价格的代币会列出，绝不按零计。APR 为单利，不含复利。',
  'attack.title': '攻破一个 AVS 的代价',
  'attack.text':
    '持有 θ 比例投票权的最便宜一组运营商，会失去集合能从他们身上罚没的部分。若投票按委托质押计、分配却很少，代价几乎为零。小集合精确求解，大集合给出可证明的下界与已找到的攻击之间的区间：“未证明安全”不等于“不安全”。',
  'hazard.title': '当你计入一次攻击',
  'hazard.text':
    '攻击能获利多少（π）无从读取。若你在 AVS 页面填写估计并计入，那么收益达到代价 C 时，集合以 λ_max 的频率遭攻击；低于它时较少，降到代价的 1/(1 + γ_safe) 时不再发生。集合背后的质押以攻击所需的票数比例 θ 身处攻击者之中，届时失去全部分配。C 是最便宜联盟在所示区块会失去的部分，只知上下界时取下界。攻击与罚没并列为独立的来源，为集合的所有运营商共有，不会重复计算。',
  'market.title': '当所有人都卖出',
  'market.text':
    '卖出推动池价，价格触发清算，抵押品又被卖出。Keel 反复计算，直到不再有清算。若预言机读取兑换率，仅市场价下跌不会清算任何人。按市价的账面损失不是已实现的损失。',
  'limits.title': '模型未包括的',
  'limits.one': '每个运营商集合每年最多罚没一次，幅度固定。',
  'limits.two': '相关性只是近似，真实的尾部可能更糟。',
  'limits.three': '未建模：治理被夺、跨链桥、ETH 价格与税。',
  'limits.four': '每个数字都属于某一个区块，并随之过时。',
  'check.title': '自己验证',
  'check.text': '下载下方仓位的输入，在你自己的电脑上运行同一个引擎，它必须给出相同的数字。',
  'check.save': '下载输入',
  'check.command': '然后，在 Keel 源代码的副本中运行：',
  'check.gap': '此仓位的风险敞口无法得出，因此没有可验证的内容。',
  'sources.title': '来源',
  'sources.eigenlayer':
    'EigenLayer：AllocationManager、DelegationManager、SlashingLib；ELIP-001、002、006、012',
  'sources.rewards': 'EigenLayer 奖励：RewardsCoordinator 与 sidecar 的计算',
  'sources.networks':
    'Durvasula、Roughgarden：Robust Restaking Networks，ITCS 2025，arXiv:2407.21785',
  'sources.cvar':
    'Rockafellar、Uryasev：Conditional value-at-risk for general loss distributions，2002',
  'sources.euler':
    'Tasche：Capital allocation to business units and sub-portfolios: the Euler principle，arXiv:0708.2542',
  'sources.shock': 'Marshall、Olkin：A multivariate exponential distribution，1967',
  'sources.beacon': '以太坊共识规范 Electra：罚没惩罚',
  'sources.lido': 'Lido：TokenRebased 与其 API 的 APR',
} as const satisfies Catalogue<typeof en>

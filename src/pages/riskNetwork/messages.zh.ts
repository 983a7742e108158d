import type { Catalogue } from '../../ui/i18n/catalogue.ts'
import type en from './messages.en.ts'

export default {
  title: '整个网络',
  lead: '一并攻破多个运营商集合需要多少代价，以及坏年景里罚没会让全部质押损失多少。',

  theta: '攻破一个集合所需的票数比例',
  'theta.third': '三分之一',
  'theta.half': '一半',
  'theta.twoThirds': '三分之二',
  profit: '攻破一个集合能得到多少（由你估计）',
  'profit.none': '未设',
  'profit.hint': '没有人知道。不设时，本页说明收益达到多少，攻击才可能划算。',
  shock: '一次损失的质押比例',

  working: '正在计算',
  'working.pooled': '正在共用质押的网络中寻找攻击',
  'working.loss': '正在模拟各年',
  cancel: '停止',
  again: '重新计算',
  cancelled: '已停止：此前得出的结果仍然有效。',
  failed: '此浏览器无法启动用于计算的后台线程。',

  'pooled.title': '假如全部质押同时支撑每个集合',
  'pooled.about':
    '这是一种假设：每家运营商的全部质押同时保障它的每个集合，一份损失可以换来多次攻击。{operators} 家运营商，{sets} 个集合，{stake} ETH。',
  'pooled.between':
    '每个集合的价值低于 {low} ETH 时，没有划算的攻击；达到 {high} ETH 起，已知有一种。',
  'pooled.exact': '精确值：每个集合达到 {exact} ETH 起，攻击划算。',
  'pooled.none': '没有任何有质押的运营商属于某个集合。',
  'pooled.caption': '每个集合的收益达到多少，攻击可能划算',
  'pooled.how': '方法',
  'pooled.value': '每个集合（ETH）',
  'pooled.gamma': '按你的估计的余量',
  'how.eigenLayer': 'EigenLayer 的条件',
  'how.splitFractional': '拆分质押',
  'how.reweighted': '拆分后调整 60 次',
  'how.greedyUpper': '找到的最佳攻击',
  'says.eigenLayer':
    '每个集合低于 {value} ETH 时，每家运营商会失去的都多于它在各集合中那一份的价值。',
  'says.splitFractional':
    '把每家运营商的质押分给它的各个集合，可证明低于 {value} ETH 时没有划算的攻击。',
  'says.reweighted': '把质押移向最弱的集合，可证明低于 {value} ETH 时没有划算的攻击。',
  'says.greedyUpper': '已找到一个联盟：每个集合的价值超过 {value} ETH 时，它便获利。',
  'pooled.interval': '两者之间没有证明：未证明安全，不等于不安全。',

  'cascade.title': '假如一部分质押突然损失',
  'cascade.bound': '若全部质押的 {shock} 一次损失，随后划算的攻击会让总损失低于 {bound}。',
  'cascade.nothing': '若全部质押的 {shock} 一次损失，这个上限说明不了什么：可能全部损失。',
  'cascade.noProfit': '填写一个集合的价值后，这里会说明后续损失的上限。',
  'cascade.insecure': '按你的估计，安全性未获证明，因此后续损失没有上限。',

  'unique.title': '实际情况：每份质押只支撑一个集合',
  'unique.about': '在 EigenLayer 上，一份质押只能被一个集合罚没，各次攻击不能分摊代价。',
  'unique.least': '{sets} 个集合中攻破代价最低的是 {name}：{cost} ETH。',
  'unique.free': {
    other:
      '{sets} 个集合中有 {count} 个的攻破代价为零：握有票数的运营商没有可供罚没的分配。例如 {name}。',
  },
  'unique.gain': '按你的估计，同时攻击所有集合可获利 {gain} ETH；有 {count} 个集合的代价低于收益。',
  'unique.safe': '按你的估计，攻破每个集合的代价都高于收益。',
  'unique.votes': '票数按全部质押计算，罚没只按已分配的部分。',

  'loss.title': '把全部质押看作一个仓位',
  'loss.cvar': '百年中最坏一年的平均损失，仅计罚没',
  'loss.el': '每年预期损失，仅计罚没',
  'loss.exact': '对每个共同原因精确计算。',
  'loss.lattice': '对每个共同原因计算，损失取整到细格点。',
  'loss.montecarlo': '模拟了 {years} 年；标准误差 {error}。共同原因太多，无法逐一列举。',
  'loss.assumed': '概率及其相关性均为假设。',
  'loss.change': '修改',
  incomplete: { other: '有 {count} 家运营商的质押未能完整读取或定价，只计入已知部分。' },
  source: '条件与上限来自 Durvasula 与 Roughgarden，《Robust Restaking Networks》（2025）。',
} satisfies Catalogue<typeof en>

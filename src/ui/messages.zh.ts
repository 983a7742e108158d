import type { Catalogue } from './i18n/catalogue.ts'
import type en from './messages.en.ts'

export default {
  'common.close': '关闭',
  'common.retry': '重试',
  'common.reload': '重新加载',
  'common.copy': '复制',
  'common.copied': '已复制',
  'common.copyFailed': '浏览器不允许复制，请选中文字后自行复制。',
  'common.copyWhat': '复制{what}',
  'common.details': '详情',
  'common.missing': '—',
  'common.you': '你',

  'pair.apr': '{figure} APR',
  'pair.exposure': '坏年景 {figure}',
  'amount.full': '完整数值',
  'amount.unknown': '未知',
  'percent.aYear': '每年',
  'fiat.missing': '没有价格源',

  'address.copy': '复制地址',
  'address.explorer': '在区块浏览器中查看',
  'block.label': '区块 {number}',
  'block.at': '区块 {number}',

  'provenance.chain': '读取自链上',
  'provenance.chainAt': '读取自链上区块 {block}',
  'provenance.assumption': '假设值',
  'provenance.user': '由你设定',
  'provenance.userBadge': '自定',

  'field.max': '全部',
  'field.optional': '（选填）',
  'field.use': '使用 {value}',

  'table.sortBy': '排序',
  'table.ascending': '升序',
  'table.descending': '降序',
  'table.unsorted': '原有顺序',

  'chart.showTable': '以表格显示',
  'chart.showChart': '以图表显示',
  'chart.name': '名称',
  'chart.exposureAxis': '坏年景的风险敞口（占仓位 %）',
  'chart.aprAxis': 'APR（年化，%）',
  'chart.exposure': '风险敞口',
  'chart.apr': 'APR',
  'chart.point': '{name}：APR {apr}，坏年景 {exposure}',
  'chart.part': '组成',
  'chart.value': '数值',
  'chart.total': '合计',

  'state.pending': '待生效',
  'state.pendingFrom': '{date} 起',
  'state.latent': '潜在',
  'state.loading': '加载中',

  'steps.todo': '待办',
  'steps.active': '请在钱包中确认',
  'steps.pending': '等待上链',
  'steps.done': '完成',
  'steps.failed': '失败',
  'steps.skipped': '无需操作',

  'progress.of': '{done} / {total}',

  'status.chain': '网络',
  'status.block': '区块 {number}',
  'status.age': '{age}前',
  'status.synced': '历史已读全',
  'status.syncing': '正在读取历史，{percent}',
  'status.stale': '数据已陈旧：{age}没有新区块',
  'status.down': '与链的连接已断开，显示的是区块 {number}。',
  'status.downNoBlock': '与链的连接已断开。',
  'status.connecting': '正在连接网络',
  'status.incomplete': '历史不完整',
} satisfies Catalogue<typeof en>

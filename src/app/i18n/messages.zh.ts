import type { Catalogue } from '../../ui/i18n/catalogue.ts'
import type en from './messages.en.ts'

export default {
  'nav.label': '主导航',
  'nav.overview': '概览',
  'nav.portfolio': '持仓',
  'nav.deposit': '存入',
  'nav.operators': '运营商',
  'nav.risk': '风险',
  'nav.console': '控制台',
  'nav.settings': '设置',
  'nav.home': 'Keel：回到概览',
  'shell.connect': '连接钱包',
  'shell.skip': '跳到正文',
  'shell.status': '链的状态',
  'shell.loadingPage': '页面加载中',

  'deployment.unknown':
    'Keel 不认识 {chain}：合约地址全部来自 deployments.json。只有信任提供这份 Keel 的人，才可签名。',
  'deployment.deviates':
    'deployments.json 中 {chain} 的合约与 Keel 已知的不同：{fields}。不清楚原因就不要签名。',

  'assume.foreign': '此链接带有并非由你设定的风险假设，所有数字都按这些假设计算。',
  'assume.changed': { other: '有 {count} 项风险假设与默认值不同。' },
  'assume.mine': '恢复我的假设',
  'assume.look': '查看假设',

  'error.pageTitle': '本页已停止运行',
  'error.page': 'Keel 出错，本页无法继续。没有发出任何新交易，已发出的交易不受影响。请重新加载。',
  'error.loadTitle': '本页未能加载',
  'error.load': 'Keel 的部分文件没有送达：网络中断，或已有新版本上线。请重新加载。',
  'error.appTitle': 'Keel 无法启动',
  'error.reload': '重新加载',
} satisfies Catalogue<typeof en>

import type { Catalogue } from '../../ui/i18n/catalogue.ts'
import type en from './messages.en.ts'

export default {
  'demo.title': '本地链',
  'demo.what': '运行在本机上的链，历史数据均为虚构，没有任何价值。',
  'demo.account': '演示账户',
  'demo.option': '{number}：{persona}（{address}）',
  'demo.newcomer': '持有 ETH 的新用户',
  'demo.stEthHolder': 'stETH 持有者',
  'demo.restaker': '再质押者',
  'demo.operator': '节点运营商',
  'demo.withdrawing': '正在提款的再质押者',
  'demo.undelegated': '尚未委托的存款人',
  'demo.native': '原生再质押者',
  'demo.spare': '备用账户',
  'demo.fund': '领取 100 ETH',
  'demo.funded': '已向你的账户添加 100 ETH。',
  'demo.advance': '快进到下一事件',
  'demo.advanced': '区块 {block}：{description}',
  'demo.failed': '本地链未能执行：{why}',
} satisfies Catalogue<typeof en>

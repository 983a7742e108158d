import type { Catalogue } from '../../ui/i18n/catalogue.ts'
import type en from './messages.en.ts'

export default {
  title: '设置',
  lead: 'Keel 的外观、数据来源，以及保存的内容。全部只留在这个浏览器里。',

  'look.title': '语言与主题',
  'look.language': '语言',
  'look.theme': '主题',
  'look.system': '跟随设备',
  'look.light': '浅色',
  'look.dark': '深色',

  'chain.title': '链与 RPC',
  'chain.label': '链',
  'chain.only': 'deployments.json 只列出一条链：{chain}。',
  'rpc.configured': '正在使用 deployments.json 中的 RPC：{url}',
  'rpc.own': '正在使用你输入的 RPC：{url}',
  'rpc.connecting': '正在连接 {chain}',
  'rpc.none': '{chain} 未配置 RPC。',
  'rpc.failing': '{chain} 没有可用的 RPC，Keel 每隔几秒重试一次。',
  'rpc.note': 'Keel 通过这个 RPC 读取数据；交易由钱包经其自己的 RPC 发出。',

  'names.title': '运营商与 AVS 的名称',
  'names.text': '运营商和 AVS 把名称、简介和网站放在自选的服务器上。',
  'names.checkpoint': '未经你同意，Keel 不会访问这些服务器。',
  'names.sameOrigin': '存放在 Keel 自身主机上的名称总会读取；未经你同意，不会访问其他服务器。',
  'names.live':
    'deployments.json 希望在这条链上访问它们的服务器（"metadata": "live"）；Keel 仍需你同意。',
  'names.consent': '访问它们各自的服务器',
  'names.hint': '这些服务器会得知你的 IP 地址，以及请求来自这份 Keel。不会发送 Cookie 和钱包地址。',
  'pictures.consent': '显示它们的图片',
  'pictures.hint':
    '用于运营商与 AVS 的页面。存放图片的服务器会得知你的 IP 地址，除此之外一无所知。不允许其他网页读取的图片不会显示。未勾选时，各页面仅提供一个显示图片的链接。',
  'names.changed': '已保存。重新加载页面后全面生效。',
  'names.reload': '重新加载',

  'stored.title': '本地数据',
  'stored.text': 'Keel 把已读取的链上历史存在这个浏览器里，重新加载时只需读取新增部分。',
  'stored.now': '正在使用 {chain} 的历史：区块 {from} 至 {to}。',
  'stored.forget': '清除已存的历史',
  'stored.sure': '清除已存的历史？',
  'stored.what':
    '将删除这里保存的所有链的历史，然后重新加载页面并从头读取。在公共链上，这可能需要向 RPC 发出大量请求。',
  'stored.kept': '设置和进行中的交易会保留。',
  'stored.keep': '保留',
  'stored.blocked': '另一个 Keel 标签页仍在使用这些历史。关闭它即可继续。',
  'stored.failed': '浏览器未能删除历史。请关闭其他 Keel 标签页后重试，或清除本站点的数据。',

  'deployment.title': '当前部署',
  'deployment.known': '所有地址都与 Keel 已知的 {chain} 地址一致。',
  'deployment.unknown':
    'Keel 不认识 {chain}：所有地址都只来自 deployments.json。只有信任提供这份 Keel 的人，才可签名。',
  'deployment.deviates': {
    other: '有 {count} 个地址与 Keel 已知的 {chain} 地址不同。不清楚原因就不要签名。',
  },
  'deployment.caption': '{chain} 上使用的合约',
  'deployment.entry': 'deployments.json 中的条目',
  'deployment.address': '地址',
  'deployment.state': 'Keel 自带列表',
  'deployment.state.known': '一致',
  'deployment.state.differs': '不同',
  'deployment.state.unknown': '不在其中',
  'deployment.chainId': '链 ID',
  'deployment.startBlock': '读取的首个区块',
  'deployment.blockTime': '出块时间',
  'deployment.seconds': '{seconds} 秒',
  'deployment.checkpoint': '检查点文件',
  'deployment.none': '无',
  'deployment.absent': '此处未部署',
  'deployment.warnings': 'deployments.json 可用，但有以下提示：',

  'assume.title': '假设',
  'assume.text': '风险敞口中无法读取、只能假设的部分：概率、严重程度、相关性与你自己的打算。',
  'assume.changed': { other: '其中 {count} 项与默认值不同。' },
  'assume.go': '查看并更改',
} satisfies Catalogue<typeof en>

import type { Catalogue } from '../ui/i18n/catalogue.ts'
import type en from './messages.en.ts'

export default {
  'wallet.connect': '连接钱包',
  'wallet.account': '账户 {address}',
  'wallet.switchTo': '切换到 {chain}',
  'wallet.switchFailed': '钱包没有切换网络，请在钱包中手动切换。',
  'wallet.loadFailed': '无法加载钱包窗口，请检查网络后重试。',

  'account.title': '你的账户',
  'account.copy': '复制地址',
  'account.wallet': '通过 {wallet} 连接',
  'account.disconnect': '断开连接',
  'account.wrongChain': '钱包所在的网络与此处显示的不同。',
  'account.switchHint': '如需使用其他账户，请在钱包中选择。',

  'noWallet.title': '未找到钱包',
  'noWallet.desktop': '此浏览器没有钱包。请安装以太坊浏览器钱包后重新加载页面。仅浏览则无需钱包。',
  'noWallet.phone': '此浏览器没有钱包。请在钱包应用的内置浏览器中打开本页面：',
  'noWallet.step1': '复制下面的网址。',
  'noWallet.step2': '打开钱包应用，进入其浏览器。',
  'noWallet.step3': '粘贴网址并连接。',
  'noWallet.copy': '复制网址',
  'noWallet.close': '关闭',
} satisfies Catalogue<typeof en>

import type { Catalogue } from '../../ui/i18n/catalogue.ts'
import type en from './who.en.ts'

export default {
  website: '网站：{address}',
  'words.ask': '询问它的服务器',
  'words.notAsked': '它的自我介绍放在自选的服务器上，一旦访问对方就会知道你在查看。目前尚未询问。',
  'words.failed': '无法获取它的自我介绍。',
  'words.none': '它没有发布介绍。',
  'picture.show': '显示它的图片',
  'picture.showFrom': '显示它的图片（来自 {host}）',
  'picture.alt': '{name} 选用的图片',
  'legacy.title': '旧式注册',
  'legacy.operators':
    '以下运营商在 AVSDirectory 中注册，早于运营商集合。通过这种注册无法罚没任何质押。',
  'legacy.avss': '在 AVSDirectory 中注册，早于运营商集合。通过这些注册无法罚没任何质押。',
  'legacy.reading': '正在读取旧式注册',
  'legacy.failed': '无法读取旧式注册。',
} satisfies Catalogue<typeof en>

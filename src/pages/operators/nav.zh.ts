import type { Catalogue } from '../../ui/i18n/catalogue.ts'
import type en from './nav.en.ts'

export default {
  label: '运营商与 AVS',
  operators: '运营商',
  avss: 'AVS',
  build: '组合我的敞口',
} satisfies Catalogue<typeof en>

import type { Catalogue } from '../../../ui/i18n/catalogue.ts'
import type en from './messages.en.ts'

export default {
  title: '审批人的签名',
  explain:
    '这家运营商只接受其审批人 {approver} 签名同意的再质押者。请把请求发给审批人，再把答复粘贴到这里。Keel 不会向任何地方发送内容。',
  request: '给审批人的请求',
  requestNote: '签名后有效期至 {until}。',
  copy: '复制请求',
  answer: '审批人的答复',
  answerHint: '含 signature、salt 和 expiry 的 JSON，可选择文件或粘贴。',
  file: '选择文件',
  'fault.fileTooLarge': '文件过大，不可能是审批。',
  checking: '正在与合约摘要核对签名',
  good: '审批人已为你和这家运营商签名。有效期至 {until}。',
  'fault.notJson': '这不是审批的 JSON。请从第一个大括号到最后一个完整粘贴。',
  'fault.signature': '签名缺失或不是十六进制。',
  'fault.salt': 'salt 缺失或不是 32 字节。',
  'fault.expiry': 'expiry 缺失或不是以秒计的时间。',
  'fault.otherChain': '该审批属于另一条链。',
  'fault.otherStaker': '该审批属于另一位再质押者。',
  'fault.otherOperator': '该审批属于另一家运营商。',
  'fault.SignatureExpired': '该审批已过期。请向审批人索取新的审批。',
  'fault.SaltSpent': '该审批已被使用。请向审批人索取新的审批。',
  'fault.InvalidSignature': '签名不是审批人对此请求的签名。请检查是否粘贴完整，或索取新的审批。',
  'fault.unread': '无法核对签名：节点没有响应。请重试。',
} satisfies Catalogue<typeof en>

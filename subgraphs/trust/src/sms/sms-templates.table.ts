/**
 * Every template of a text message that is sent, as a county files it with its gateway: a gateway sends nothing else.
 * `${…}` is filled in, with at most `SMS_FIELD_CHARACTERS_MAX` characters. 部署手册 lists them.
 */
export const SMS_TEMPLATES = {
  'phone-code': '验证码${code}，${minutes}分钟内有效。不要告诉别人。',
  'delegation-code':
    '${station}想替您办事，到${until}为止。同意就把验证码${code}念给他，${minutes}分钟内有效；不同意就不要念。',
  'errand-code':
    '${station}要${what}，只管今天。同意，也同意念给您听的平台协议和个人信息告知，就把验证码${code}念给他，${minutes}分钟内有效；不同意就不要念。',
  'bought-for-you': '${what}。不是您要买的，回短信“停”，不要付钱。',
  'stop-ask':
    '您说停了，服务站替您买的${what}已付款、还没发货。不要了，${until}前回短信“退”，钱退给付款的人；不回就照常送。',
  'stop-late': '您说停了，可服务站替您买的${what}已经装好或发出。不要了，到时不取、不签就行，货退回，钱退给付款的人。',
  'order-step': '${what}。',
  'pickup-code': '您买的货到了${station}，取货码${code}，到站里念给他就能取。过时退回商家。',
  'acted-for-you': '${what}，在小程序的消息里看。不想再让他办，回短信“停”。',
  'order-new': '${what}：有人买了您的货，请打开小程序确认。',
  'order-unseen': '${what}：有一单还没人看，过了时间就会取消。',
  'parcel-assigned': '${what}：有件派给您了，请打开小程序看。',
  'pick-up-coming': '${what}：今天来取货，请把货备好。',
  'handed-by-card': '${what}。不是您的人交的，或数不对，打开小程序说，或打平台电话。',
  'after-sale': '${what}：买家的退换要您答复，请打开小程序。',
  complaint: '${what}：有人投诉，请打开小程序答复。',
  alarm: '${what}：车上的货温度不对，请马上看。',
  'paper-ends': '${what}：有证件要到期，请换新的，拍一张交上来；在服务站办的，带到站里就行。',
  'money-asked': '${what}，请打开小程序，在“赔款和欠款”里答复。',
  'lot-stopped': '${what}：有一批货停售了，请先不要发。',
  'parcel-stopped': '${what}：有包裹要停送，请打开小程序看。',
  'signing-code':
    '${carrier}的配送员到门口了。先看工牌、看货，同意签收就把${code}念给他，${minutes}分钟内有效；不同意就不要念。',
  'parcel-taken': '${what}。您没同意过，就打平台电话投诉。',
  'nobody-home': '${what}，请接配送员的电话，约好再送的时间。',
  'platform-alarm': '黑土平台：${what}。请看应急手册“${page}”。',
  recall: '您买的${goods}（批次${lot}）停售召回，请不要食用，打开小程序看怎么退。',
  'recall-graver': '您买的${goods}（批次${lot}）召回升为${level}，请不要食用，打开小程序“召回”再确认一次。',
  'leak-told': '平台发生信息泄露，涉及您的信息。泄露了什么、您怎么办，请看平台网站的“服务”页，或打平台电话。',
  'tip-off-answered': '您的举报（查询码${code}）有结果了，请到平台网站的“举报”页看。',
} as const;
export type SmsTemplate = keyof typeof SMS_TEMPLATES;

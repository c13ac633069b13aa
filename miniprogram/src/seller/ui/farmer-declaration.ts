/** What a farmer declares who needs no registration (E-Commerce Law 10), word for word, and why. */
export const DECLARATION =
  '我销售自产的农产品，依照电子商务法第十条不需要办理市场主体登记。我对所售商品的质量和安全负责，所填内容属实。';
export const EXEMPT_BECAUSE = '个人销售自产农副产品';

/**
 * How long what stands in each table is kept, by which law, and what ends it. A table that none of these says is not
 * the house's (tools/src/retention.spec.ts).
 */
interface KeptAs {
  /** What it is, and for how long it is kept, as 运维手册 prints it. */
  what: string;
  kept: string;
  law: string;
  /** What becomes of it then. */
  then: string;
  /** The jobs that do it; each room that keeps anything so has them. */
  jobs: readonly string[];
}

const THREE_YEARS = 3 * 365 + 1;
const HALF_A_YEAR = 200;

export const KEPT_AS = {
  books: {
    what: '账和钱的单据',
    kept: '三十年',
    law: '会计档案管理办法附表一；发票管理办法第二十九条',
    then: '系统不删，到期由财务按档案规定处理；里面的姓名、证件号随本人的数据到期忘掉',
    jobs: ['erase-persons'],
  },
  trade: {
    what: '交易和配送',
    kept: '交易完成起三年',
    law: '电子商务法第三十一条',
    then: '收货人的姓名、电话、地址三年后忘掉，本人的数据到期随钥匙销毁；不含个人信息的单据留作货和账的依据',
    jobs: ['erase-persons'],
  },
  produce: {
    what: '货从哪里来、检过什么',
    kept: '至少两年，卖过的一直查得到',
    law: '农产品质量安全法第二十七条；食品安全法第五十三条；标准第九章',
    then: '系统不删；种植户的姓名、地址随本人的数据到期忘掉',
    jobs: ['erase-persons'],
  },
  business: {
    what: '谁在经营、有什么证照和合同',
    kept: '退出平台起三年',
    law: '网络交易监督管理办法第三十一条',
    then: '本人的数据到期随钥匙销毁',
    jobs: ['erase-persons'],
  },
  person: {
    what: '账号和本人的数据',
    kept: '账号在用期间；注销时，法律要求留的三年',
    law: '个人信息保护法第十九条、第四十七条',
    then: '随本人的钥匙销毁',
    jobs: ['erase-persons'],
  },
  dispute: {
    what: '投诉、索赔、举报、评价',
    kept: '结案起三年',
    law: '电子商务法第三十一条、第五十九条、第六十三条',
    then: '本人的数据到期随钥匙销毁',
    jobs: ['erase-persons'],
  },
  record: {
    what: '留痕和监管',
    kept: '一直留着；操作内容三年',
    law: '网络安全法第二十一条；电子商务法第三十一条；标准第十一、十二章',
    then: '操作内容三年后删掉，链条还在，验得了没有被改过',
    jobs: [],
  },
  duty: {
    what: '平台自己的职责、公示、考评、报送',
    kept: '一直留着',
    law: '电子商务法第三十三条、第三十四条；标准第十二、十三章',
    then: '系统不删；条数不随交易多起来',
    jobs: [],
  },
  setting: {
    what: '设置、目录、眼下的数',
    kept: '在用期间',
    law: '个人信息保护法第十九条',
    then: '改了就没有旧的；条数不随年头多起来',
    jobs: [],
  },
  passing: {
    what: '办完就没用的',
    kept: '几分钟到半年',
    law: '个人信息保护法第十九条',
    then: '由写着的那个定时任务删掉',
    jobs: [],
  },
  log: {
    what: '登录、读数、短信等流水',
    kept: '写着的天数',
    law: '网络安全法第二十一条（不少于六个月）；电子商务法第三十一条（三年）',
    then: '到期的由 forget-old 删掉',
    jobs: ['forget-old'],
  },
} as const satisfies Readonly<Record<string, KeptAs>>;
export type KeptClass = keyof typeof KEPT_AS;

/** Of one table. `job` ends it; or housekeeping deletes what is older by this column, which an index begins with. */
export interface Kept {
  as: KeptClass;
  job?: string;
  since?: string;
  days?: number;
}
const keptAs = (as: KeptClass, more: Omit<Kept, 'as'> = {}): Kept => ({
  as,
  ...more,
});
const all = (as: KeptClass, tables: string): Record<string, Kept> =>
  Object.fromEntries(tables.split(' ').map((table) => [table, keptAs(as)]));
const ended = (job: string, tables: string): Record<string, Kept> =>
  Object.fromEntries(tables.split(' ').map((table) => [table, keptAs('passing', { job })]));
const forgotten = (since: string, days: number): Kept => keptAs('log', { since, days });

/** What each room has of kit's. */
const OF_EACH_ROOM = {
  ...ended('housekeeping', 'Outbox EventDelivery Inbox RequestClaim CallTaken Lease UploadTally'),
  ...ended('forget-files', 'StoredFile FileUse'),
  ...all('person', 'PersonKey PersonErasure'),
  ...all('setting', 'CalendarYear'),
};

export const RETENTION = {
  sellers: {
    ...OF_EACH_ROOM,
    ...all(
      'business',
      'FormerName Party PartyMeasure Document Filing ReReview Reminder WitnessedFiling Supplier Shop ShopLook',
    ),
    ...all('business', 'Grower Staff Contract HelpRequest ScanOpening'),
    ...all('duty', 'Training TrainingSession TrainingSeat ExamSitting'),
  },
  catalog: {
    ...OF_EACH_ROOM,
    ...all(
      'setting',
      'Category QualityStandard Indicator ShopSale ProductToken MarketingColumn ProductTemplate PriceBand',
    ),
    ...all('setting', 'MemberGrower Laboratory LimitProposal ReportNumber PlotFacts HarvestLeft'),
    ...all(
      'produce',
      'Product Sku Lot Certificate Inspection SelfCheck ConformityPromise LotSource Recall SignedPaper',
    ),
    ...all('produce', 'Plot FieldCorrection Season InputUse PlotNote Harvest LotHarvest PoolShare MeasureCheck'),
    ...all('produce', 'TraceChain TraceEvent TraceSeal TraceSealLeaf LabelRun VoidLabel LotHandedTo ScanOpening'),
    ...all('trade', 'PriceLabel PriceFlag PriceEmergency PriceHold CopyCheck ContentReview PublicLook LabelDoubt'),
    ...ended('forget-label-scans', 'LabelScan'),
    ...ended('forget-captures', 'CaptureJob ToldEvent ToldEventLot'),
    ...ended('forget-queries', 'NamedQuery'),
    // Only while lots made from one that is called back are still looked for.
    ...ended('search-recalls', 'RecallSearch RecallReached'),
  },
  orders: {
    ...OF_EACH_ROOM,
    ...all('business', 'AgreedContract'),
    ...all('setting', 'PlacingTurn Stock LotStock'),
    ...all('person', 'CartLine Favourite'),
    ...all('trade', 'Checkout OrderLine LineLot OrderRefund OrderClaim OrderBreach WeighIn ChargeDay ChargeDifference'),
    ...all('trade', 'AfterSale AfterSaleLine StockMovement'),
    Order: keptAs('trade', { job: 'forget-recipients' }),
    // An offer that was used has the recipient in it too; one that nobody used goes after a day (drop-stale-quotes).
    Quote: forgotten('usedAtMs', THREE_YEARS),
    ...all('produce', 'RecallCase RecallRow RecallRegrade RecallReport ScanOpening'),
  },
  logistics: {
    ...OF_EACH_ROOM,
    // Nobody uploads anything here: these stay empty.
    ...all('setting', 'StoredFile FileUse'),
    ...all('business', 'AgreedContract Carrier Station Facility Vehicle Courier Device'),
    ...all('trade', 'TariffChange'),
    ...all('setting', 'ServiceArea Rate PastRate PastStationOff Village OfferRefusal SkuOnSale PartUse'),
    Shipment: keptAs('trade', { job: 'forget-recipients' }),
    ...all('trade', 'Trip StorageStay Handover CustodyLeg Reconciliation Mismatch ContentsCase DoorVisit Collection'),
    ...all('trade', 'Alarm AlarmedShipment SupervisionCheck HandoverCard CardSignature'),
    ...all('books', 'CodRemittance CodReversal'),
    ExpressScan: forgotten('receivedAtMs', THREE_YEARS),
    RecipientRead: forgotten('atMs', THREE_YEARS),
    Reading: forgotten('receivedAtMs', THREE_YEARS),
    ReadingSeal: forgotten('hourMs', THREE_YEARS),
  },
  payments: {
    ...OF_EACH_ROOM,
    ...all('business', 'AgreedContract MerchantAccount PoolTerm'),
    ...all('books', 'Payment PaymentPart Refund LedgerTransfer LedgerEntry LedgerCarry CarriedBalance CarriedHold'),
    ...all('books', 'PlatformFee'),
    ...all('books', 'BooksMonth Settlement ProfitShare ShareReturn SoldLot GrowerShare GrowerSetOff GrowerTransfer'),
    ...all('books', 'GrowerTransferPart Reconciliation ReconciliationCase CaseRemedy FundLine AccountDay'),
    ...all('books', 'MoneyUnderWay Advance Recovery Compensation Deposit RiskHold Withdrawal Invoice RedInvoice'),
    ...all('person', 'InvoiceHead InvoiceMandate'),
    NoticeRecord: forgotten('atMs', THREE_YEARS),
    LookUp: forgotten('askedAtMs', THREE_YEARS),
  },
  trust: {
    ...OF_EACH_ROOM,
    ...all('person', 'Account GrantRow SecondFactor RecoveryCode UsedPassword Delegation Address MessageSubscription'),
    ...all('person', 'MessageWish NoticeAcceptance Consent ConsentReceipt DataRequest Correction'),
    ...all(
      'setting',
      'KnownParty KnownShop AuthorityMember CreditTally ProductRating DutyMark DutyWatch ClientKey PartnerGrant',
    ),
    ...all('setting', 'ApiClient WebhookEndpoint AuditHead'),
    ...all('dispute', 'TipOff SellerDemand Claim ClaimShare Complaint ComplaintStep Review ReviewedProduct'),
    ...all('record', 'AuditSeal AuditBatch AuditAnchor LeakNotice LeakTold'),
    AuditEntry: keptAs('record', { job: 'forget-content' }),
    PersonalDataRead: keptAs('record', { job: 'forget-content' }),
    ...all('trade', 'AgreementConfirmation ShippingNotice TradeMilestone TradeCheck'),
    ...all('duty', 'MonthFile Authority OversightAnswer Notice ImpactAssessment'),
    ...all('duty', 'Measure AssessedMonth Assessment AssessmentObjection'),
    ...all(
      'duty',
      'PublicDocument DutyShift DutySignOn StatisticalReturn MonthReport InspectionLink InspectionOpening',
    ),
    ...all('record', 'DatabaseSighting PermissionVersion BackupMedium MediumHandover'),
    ...all('setting', 'DatabaseWatch RoomRules'),
    ...all('duty', 'TechnicalItem Incident ProbedDay LoadHour BackupRun Drill OversightRequest CovenantMember'),
    ...all('duty', 'DocumentComment PlatformEnding SoftwareDay RefusalHour'),
    ...ended('forget-challenges', 'TryGuard LoginGuard KnownDevice SignInChallenge'),
    ...ended('forget-phone-codes', 'PhoneCode'),
    ...ended('tell-delegators', 'DelegatedAct'),
    ...ended('forget-assertions', 'UsedAssertion'),
    ...ended('forget-usage', 'ClientUsage'),
    ...ended('forget-tellers', 'SoftwareTeller'),
    ...ended('send-webhooks', 'WebhookDelivery'),
    IdentityCode: forgotten('expiresAtMs', 1),
    // Its id says when it was opened; none lives for longer than a month.
    Session: forgotten('id', HALF_A_YEAR + 31),
    SignInAttempt: forgotten('atMs', HALF_A_YEAR),
    AuditCheckRun: forgotten('atMs', THREE_YEARS),
    Message: forgotten('createdAtMs', THREE_YEARS),
    MessageIntent: forgotten('settledAtMs', THREE_YEARS),
    MessageSms: forgotten('settledAtMs', THREE_YEARS),
  },
} satisfies Readonly<Record<string, Readonly<Record<string, Kept>>>>;

import { Migration } from '@mikro-orm/migrations';

export class Migration20261125023138 extends Migration {

  override name = 'Migration20261125023138';

  override up(): void | Promise<void> {
    this.addSql(`create table \`Advance\` (\`id\` varchar(26) not null, \`complaintId\` varchar(64) not null, \`orderId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`refundId\` varchar(26) not null, \`amountFen\` bigint not null, \`state\` varchar(40) not null, \`createdAtMs\` bigint not null, \`paidAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Advance\` add unique \`Advance_complaintId_unique\` (\`complaintId\`);`);
    this.addSql(`alter table \`Advance\` add index \`Advance_partyId_index\` (\`partyId\`);`);
    this.addSql(`alter table \`Advance\` add unique \`Advance_refundId_unique\` (\`refundId\`);`);
    this.addSql(`alter table \`Advance\` add index \`Advance_createdAtMs_index\` (\`createdAtMs\`);`);

    this.addSql(`create table \`EventDelivery\` (\`id\` bigint unsigned not null auto_increment primary key, \`eventId\` varchar(26) not null, \`consumer\` varchar(40) not null, \`aggregate\` varchar(110) not null, \`state\` tinyint not null default 0, \`attempts\` smallint not null default 0, \`nextAtMs\` bigint not null, \`lastError\` varchar(500) null) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`EventDelivery\` add index \`EventDelivery_state_nextAtMs_index\` (\`state\`, \`nextAtMs\`);`);

    this.addSql(`create table \`Inbox\` (\`key\` varchar(140) not null, \`atMs\` bigint not null, primary key (\`key\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`Lease\` (\`name\` varchar(80) not null, \`holder\` varchar(40) not null, \`untilMs\` bigint not null, primary key (\`name\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`LedgerEntry\` (\`id\` varchar(26) not null, \`transferId\` varchar(26) not null, \`account\` varchar(110) not null, \`amountFen\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`LedgerEntry\` add index \`LedgerEntry_transferId_index\` (\`transferId\`);`);
    this.addSql(`alter table \`LedgerEntry\` add index \`LedgerEntry_account_index\` (\`account\`);`);

    this.addSql(`create table \`LedgerTransfer\` (\`id\` varchar(26) not null, \`key\` varchar(120) not null, \`kind\` varchar(40) not null, \`orderId\` varchar(64) not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`LedgerTransfer\` add unique \`LedgerTransfer_key_unique\` (\`key\`);`);
    this.addSql(`alter table \`LedgerTransfer\` add index \`LedgerTransfer_orderId_index\` (\`orderId\`);`);
    this.addSql(`alter table \`LedgerTransfer\` add index \`LedgerTransfer_atMs_index\` (\`atMs\`);`);

    this.addSql(`create table \`LookUp\` (\`id\` varchar(26) not null, \`paymentId\` varchar(26) not null, \`askedAtMs\` bigint not null, \`answeredAtMs\` bigint null, \`answer\` varchar(40) not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`LookUp\` add index \`LookUp_paymentId_index\` (\`paymentId\`);`);
    this.addSql(`alter table \`LookUp\` add index \`LookUp_askedAtMs_index\` (\`askedAtMs\`);`);

    this.addSql(`create table \`MerchantAccount\` (\`id\` varchar(26) not null, \`partyId\` varchar(64) not null, \`merchant\` varchar(40) not null, \`state\` varchar(40) not null, \`inGoodStanding\` tinyint(1) not null, \`contractNumber\` varchar(80) not null, \`contractValidUntil\` varchar(10) not null, \`contactName\` text not null, \`passwordKeeperName\` text not null, \`passwordDueAtMs\` bigint not null, \`openedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`MerchantAccount\` add unique \`MerchantAccount_partyId_unique\` (\`partyId\`);`);
    this.addSql(`alter table \`MerchantAccount\` add unique \`MerchantAccount_merchant_unique\` (\`merchant\`);`);
    this.addSql(`alter table \`MerchantAccount\` add index \`MerchantAccount_passwordDueAtMs_index\` (\`passwordDueAtMs\`);`);

    this.addSql(`create table \`NoticeRecord\` (\`id\` varchar(26) not null, \`kind\` varchar(40) not null, \`verdict\` varchar(40) not null, \`reference\` varchar(64) null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`NoticeRecord\` add index \`NoticeRecord_verdict_index\` (\`verdict\`);`);
    this.addSql(`alter table \`NoticeRecord\` add index \`NoticeRecord_atMs_index\` (\`atMs\`);`);

    this.addSql(`create table \`Outbox\` (\`id\` varchar(26) not null, \`aggregatetype\` varchar(40) not null, \`aggregateid\` varchar(64) not null, \`type\` varchar(80) not null, \`payload\` mediumtext not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`Payment\` (\`id\` varchar(26) not null, \`checkoutId\` varchar(64) not null, \`buyerAccountId\` varchar(64) null, \`outTradeNo\` varchar(32) not null, \`state\` varchar(40) not null, \`totalFen\` bigint not null, \`prepayId\` varchar(80) null, \`expiresAtMs\` bigint not null, \`askDueAtMs\` bigint null, \`asked\` int not null default 0, \`createdAtMs\` bigint not null, \`paidAtMs\` bigint null, \`closedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Payment\` add unique \`Payment_checkoutId_unique\` (\`checkoutId\`);`);
    this.addSql(`alter table \`Payment\` add index \`Payment_buyerAccountId_index\` (\`buyerAccountId\`);`);
    this.addSql(`alter table \`Payment\` add unique \`Payment_outTradeNo_unique\` (\`outTradeNo\`);`);
    this.addSql(`alter table \`Payment\` add index \`Payment_askDueAtMs_index\` (\`askDueAtMs\`);`);
    this.addSql(`alter table \`Payment\` add index \`Payment_createdAtMs_index\` (\`createdAtMs\`);`);
    this.addSql(`alter table \`Payment\` add index \`Payment_paidAtMs_index\` (\`paidAtMs\`);`);

    this.addSql(`create table \`PaymentPart\` (\`id\` varchar(26) not null, \`paymentId\` varchar(26) not null, \`orderId\` varchar(64) not null, \`orderNumber\` varchar(40) not null, \`partyId\` varchar(64) not null, \`merchant\` varchar(40) not null, \`outTradeNo\` varchar(32) not null, \`totalFen\` bigint not null, \`title\` varchar(120) not null, \`transactionId\` varchar(64) null, \`reservedFen\` bigint not null, \`refundedFen\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`PaymentPart\` add index \`PaymentPart_paymentId_index\` (\`paymentId\`);`);
    this.addSql(`alter table \`PaymentPart\` add unique \`PaymentPart_orderId_unique\` (\`orderId\`);`);
    this.addSql(`alter table \`PaymentPart\` add index \`PaymentPart_partyId_index\` (\`partyId\`);`);
    this.addSql(`alter table \`PaymentPart\` add unique \`PaymentPart_outTradeNo_unique\` (\`outTradeNo\`);`);

    this.addSql(`create table \`Reconciliation\` (\`id\` varchar(26) not null, \`date\` varchar(10) not null, \`state\` varchar(40) not null, \`paymentCount\` int not null, \`refundCount\` int not null, \`ourPaidFen\` bigint not null, \`theirPaidFen\` bigint not null, \`ourRefundedFen\` bigint not null, \`theirRefundedFen\` bigint not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Reconciliation\` add unique \`Reconciliation_date_unique\` (\`date\`);`);

    this.addSql(`create table \`ReconciliationCase\` (\`id\` varchar(26) not null, \`date\` varchar(10) not null, \`kind\` varchar(40) not null, \`reference\` varchar(64) not null, \`ourFen\` bigint null, \`theirFen\` bigint null, \`state\` varchar(40) not null, \`note\` varchar(500) null, \`openedAtMs\` bigint not null, \`settledAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`ReconciliationCase\` add index \`ReconciliationCase_date_index\` (\`date\`);`);
    this.addSql(`alter table \`ReconciliationCase\` add unique \`ReconciliationCase_date_kind_reference_unique\` (\`date\`, \`kind\`, \`reference\`);`);

    this.addSql(`create table \`Recovery\` (\`id\` varchar(26) not null, \`advanceId\` varchar(26) not null, \`partyId\` varchar(64) not null, \`amountFen\` bigint not null, \`state\` varchar(40) not null, \`nextAtMs\` bigint null, \`openedAtMs\` bigint not null, \`recoveredAtMs\` bigint null, \`lastError\` varchar(200) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Recovery\` add unique \`Recovery_advanceId_unique\` (\`advanceId\`);`);
    this.addSql(`alter table \`Recovery\` add index \`Recovery_partyId_index\` (\`partyId\`);`);
    this.addSql(`alter table \`Recovery\` add index \`Recovery_nextAtMs_index\` (\`nextAtMs\`);`);
    this.addSql(`alter table \`Recovery\` add index \`Recovery_openedAtMs_index\` (\`openedAtMs\`);`);

    this.addSql(`create table \`Refund\` (\`id\` varchar(26) not null, \`refundKey\` varchar(120) not null, \`partId\` varchar(26) not null, \`orderId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`buyerAccountId\` varchar(64) not null, \`outRefundNo\` varchar(32) not null, \`amountFen\` bigint not null, \`reason\` varchar(80) not null, \`source\` varchar(40) not null, \`afterSaleId\` varchar(64) null, \`state\` varchar(40) not null, \`providerRefundId\` varchar(64) null, \`dueAtMs\` bigint not null, \`nextAtMs\` bigint null, \`attempts\` int not null default 0, \`lastError\` varchar(200) null, \`createdAtMs\` bigint not null, \`succeededAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Refund\` add unique \`Refund_refundKey_unique\` (\`refundKey\`);`);
    this.addSql(`alter table \`Refund\` add index \`Refund_partId_index\` (\`partId\`);`);
    this.addSql(`alter table \`Refund\` add index \`Refund_orderId_index\` (\`orderId\`);`);
    this.addSql(`alter table \`Refund\` add index \`Refund_partyId_index\` (\`partyId\`);`);
    this.addSql(`alter table \`Refund\` add unique \`Refund_outRefundNo_unique\` (\`outRefundNo\`);`);
    this.addSql(`alter table \`Refund\` add index \`Refund_nextAtMs_index\` (\`nextAtMs\`);`);
    this.addSql(`alter table \`Refund\` add index \`Refund_createdAtMs_index\` (\`createdAtMs\`);`);

    this.addSql(`create table \`RequestClaim\` (\`key\` varchar(200) not null, \`inputHash\` varchar(64) not null, \`result\` mediumtext null, \`atMs\` bigint not null, primary key (\`key\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`RiskHold\` (\`id\` varchar(26) not null, \`checkoutId\` varchar(64) not null, \`buyerAccountId\` varchar(64) not null, \`rule\` varchar(40) not null, \`amountFen\` bigint not null, \`state\` varchar(40) not null, \`openedAtMs\` bigint not null, \`decidedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`RiskHold\` add unique \`RiskHold_checkoutId_unique\` (\`checkoutId\`);`);
    this.addSql(`alter table \`RiskHold\` add index \`RiskHold_buyerAccountId_index\` (\`buyerAccountId\`);`);
    this.addSql(`alter table \`RiskHold\` add index \`RiskHold_openedAtMs_index\` (\`openedAtMs\`);`);

    this.addSql(`create table \`Settlement\` (\`id\` varchar(26) not null, \`orderId\` varchar(64) not null, \`partId\` varchar(26) not null, \`partyId\` varchar(64) not null, \`outOrderNo\` varchar(32) not null, \`state\` varchar(40) not null, \`grossFen\` bigint not null, \`refundedFen\` bigint not null, \`commissionFen\` bigint not null, \`netFen\` bigint not null, \`nextAtMs\` bigint null, \`attempts\` int not null default 0, \`lastError\` varchar(200) null, \`createdAtMs\` bigint not null, \`settledAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Settlement\` add unique \`Settlement_orderId_unique\` (\`orderId\`);`);
    this.addSql(`alter table \`Settlement\` add index \`Settlement_partyId_index\` (\`partyId\`);`);
    this.addSql(`alter table \`Settlement\` add unique \`Settlement_outOrderNo_unique\` (\`outOrderNo\`);`);
    this.addSql(`alter table \`Settlement\` add index \`Settlement_nextAtMs_index\` (\`nextAtMs\`);`);
    this.addSql(`alter table \`Settlement\` add index \`Settlement_createdAtMs_index\` (\`createdAtMs\`);`);

    this.addSql(`create table \`StoredFile\` (\`id\` varchar(26) not null, \`ownerId\` varchar(64) not null, \`purpose\` varchar(40) not null, \`mediaType\` varchar(40) not null, \`sizeBytes\` int not null, \`sha256\` varchar(64) not null, \`isPublic\` tinyint(1) not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`StoredFile\` add index \`StoredFile_ownerId_index\` (\`ownerId\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists \`Advance\`;`);
    this.addSql(`drop table if exists \`EventDelivery\`;`);
    this.addSql(`drop table if exists \`Inbox\`;`);
    this.addSql(`drop table if exists \`Lease\`;`);
    this.addSql(`drop table if exists \`LedgerEntry\`;`);
    this.addSql(`drop table if exists \`LedgerTransfer\`;`);
    this.addSql(`drop table if exists \`LookUp\`;`);
    this.addSql(`drop table if exists \`MerchantAccount\`;`);
    this.addSql(`drop table if exists \`NoticeRecord\`;`);
    this.addSql(`drop table if exists \`Outbox\`;`);
    this.addSql(`drop table if exists \`Payment\`;`);
    this.addSql(`drop table if exists \`PaymentPart\`;`);
    this.addSql(`drop table if exists \`Reconciliation\`;`);
    this.addSql(`drop table if exists \`ReconciliationCase\`;`);
    this.addSql(`drop table if exists \`Recovery\`;`);
    this.addSql(`drop table if exists \`Refund\`;`);
    this.addSql(`drop table if exists \`RequestClaim\`;`);
    this.addSql(`drop table if exists \`RiskHold\`;`);
    this.addSql(`drop table if exists \`Settlement\`;`);
    this.addSql(`drop table if exists \`StoredFile\`;`);
  }

}

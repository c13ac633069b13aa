import { Migration } from '@mikro-orm/migrations';

export class Migration20261125023137 extends Migration {

  override name = 'Migration20261125023137';

  override up(): void | Promise<void> {
    this.addSql(`create table \`AfterSale\` (\`id\` varchar(26) not null, \`orderId\` varchar(64) not null, \`buyerAccountId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`shopId\` varchar(64) not null, \`carrierPartyId\` varchar(64) not null, \`kind\` varchar(40) not null, \`cause\` varchar(40) not null, \`reason\` text not null, \`state\` varchar(40) not null, \`refundFen\` bigint not null, \`requestedAtMs\` bigint not null, \`answerDueAtMs\` bigint not null, \`decidedAtMs\` bigint null, \`decisionReason\` varchar(500) null, \`collectionId\` varchar(64) null, \`handedOverAtMs\` bigint null, \`conditionOk\` tinyint(1) null, \`handoverNote\` varchar(500) null, \`checkedAtMs\` bigint null, \`checkedBy\` varchar(64) null, \`checkNote\` varchar(500) null, \`closedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`AfterSale\` add index \`AfterSale_orderId_index\` (\`orderId\`);`);
    this.addSql(`alter table \`AfterSale\` add index \`AfterSale_buyerAccountId_requestedAtMs_id_index\` (\`buyerAccountId\`, \`requestedAtMs\`, \`id\`);`);
    this.addSql(`alter table \`AfterSale\` add index \`AfterSale_partyId_state_requestedAtMs_id_index\` (\`partyId\`, \`state\`, \`requestedAtMs\`, \`id\`);`);
    this.addSql(`alter table \`AfterSale\` add index \`AfterSale_state_answerDueAtMs_index\` (\`state\`, \`answerDueAtMs\`);`);
    this.addSql(`alter table \`AfterSale\` add index \`AfterSale_handedOverAtMs_index\` (\`handedOverAtMs\`);`);
    this.addSql(`alter table \`AfterSale\` add index \`AfterSale_answerDueAtMs_index\` (\`answerDueAtMs\`);`);

    this.addSql(`create table \`AfterSaleLine\` (\`id\` varchar(26) not null, \`afterSaleId\` varchar(64) not null, \`lineId\` varchar(64) not null, \`skuId\` varchar(64) not null, \`title\` varchar(255) not null, \`units\` int not null, \`refundFen\` bigint not null, \`accessories\` varchar(255) not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`AfterSaleLine\` add index \`AfterSaleLine_afterSaleId_index\` (\`afterSaleId\`);`);

    this.addSql(`create table \`CartLine\` (\`id\` varchar(26) not null, \`accountId\` varchar(64) not null, \`skuId\` varchar(64) not null, \`quantity\` int not null, \`addedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`CartLine\` add unique \`CartLine_accountId_skuId_unique\` (\`accountId\`, \`skuId\`);`);

    this.addSql(`create table \`Checkout\` (\`id\` varchar(26) not null, \`buyerAccountId\` varchar(64) not null, \`quoteId\` varchar(64) not null, \`totalFen\` bigint not null, \`state\` varchar(40) not null, \`placedAtMs\` bigint not null, \`dueAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Checkout\` add unique \`Checkout_quoteId_unique\` (\`quoteId\`);`);
    this.addSql(`alter table \`Checkout\` add index \`Checkout_state_dueAtMs_index\` (\`state\`, \`dueAtMs\`);`);

    this.addSql(`create table \`EventDelivery\` (\`id\` bigint unsigned not null auto_increment primary key, \`eventId\` varchar(26) not null, \`consumer\` varchar(40) not null, \`aggregate\` varchar(110) not null, \`state\` tinyint not null default 0, \`attempts\` smallint not null default 0, \`nextAtMs\` bigint not null, \`lastError\` varchar(500) null) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`EventDelivery\` add index \`EventDelivery_state_nextAtMs_index\` (\`state\`, \`nextAtMs\`);`);

    this.addSql(`create table \`Inbox\` (\`key\` varchar(140) not null, \`atMs\` bigint not null, primary key (\`key\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`InterfaceUse\` (\`id\` varchar(120) not null, \`clientId\` varchar(64) not null, \`date\` varchar(10) not null, \`calls\` int not null, \`lastAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`InterfaceUse\` add index \`InterfaceUse_date_index\` (\`date\`);`);

    this.addSql(`create table \`Lease\` (\`name\` varchar(80) not null, \`holder\` varchar(40) not null, \`untilMs\` bigint not null, primary key (\`name\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`LineLot\` (\`id\` varchar(26) not null, \`orderId\` varchar(64) not null, \`lineId\` varchar(64) not null, \`afterSaleId\` varchar(64) null, \`skuId\` varchar(64) not null, \`lotId\` varchar(64) not null, \`lotCode\` varchar(80) not null, \`units\` int not null, \`returnedUnits\` int not null default 0, \`producedOn\` varchar(10) not null, \`expiresOn\` varchar(10) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`LineLot\` add index \`LineLot_orderId_index\` (\`orderId\`);`);
    this.addSql(`alter table \`LineLot\` add index \`LineLot_lotId_index\` (\`lotId\`);`);

    this.addSql(`create table \`LotStock\` (\`lotId\` varchar(64) not null, \`lotCode\` varchar(80) not null, \`skuId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`onHand\` int not null, \`producedOn\` varchar(10) not null, \`expiresOn\` varchar(10) null, \`blocked\` tinyint(1) not null default false, \`blockedReason\` varchar(255) null, \`recallId\` varchar(64) null, primary key (\`lotId\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`LotStock\` add index \`LotStock_partyId_index\` (\`partyId\`);`);
    this.addSql(`alter table \`LotStock\` add index \`LotStock_skuId_blocked_index\` (\`skuId\`, \`blocked\`);`);
    this.addSql(`alter table \`LotStock\` add index \`LotStock_blocked_expiresOn_index\` (\`blocked\`, \`expiresOn\`);`);

    this.addSql(`create table \`Order\` (\`id\` varchar(26) not null, \`number\` varchar(24) not null, \`checkoutId\` varchar(64) not null, \`quoteId\` varchar(64) not null, \`buyerAccountId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`shopId\` varchar(64) not null, \`title\` varchar(255) not null, \`state\` varchar(40) not null, \`goodsFen\` bigint not null, \`deliveryFen\` bigint not null, \`totalFen\` bigint not null, \`paidFen\` bigint not null, \`refundDueFen\` bigint not null, \`refundedFen\` bigint not null, \`storage\` varchar(40) not null, \`carrierPartyId\` varchar(64) not null, \`carrierName\` varchar(255) not null, \`deliveryHours\` int not null, \`divisionCode\` varchar(40) not null, \`recipientSealed\` text null, \`confirmWithinText\` varchar(255) null, \`serviceHoursText\` varchar(255) null, \`placedAtMs\` bigint not null, \`confirmDueAtMs\` bigint not null, \`remindAtMs\` bigint not null, \`remindedAtMs\` bigint null, \`paidAtMs\` bigint null, \`confirmedAtMs\` bigint null, \`readyAtMs\` bigint null, \`takenOverAtMs\` bigint null, \`deliveredAtMs\` bigint null, \`completeDueAtMs\` bigint null, \`completedAtMs\` bigint null, \`cancelledAtMs\` bigint null, \`cancelReason\` varchar(40) null, \`cancelNote\` varchar(255) null, \`openAfterSales\` int not null default 0, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Order\` add unique \`Order_number_unique\` (\`number\`);`);
    this.addSql(`alter table \`Order\` add index \`Order_checkoutId_index\` (\`checkoutId\`);`);
    this.addSql(`alter table \`Order\` add index \`Order_buyerAccountId_placedAtMs_id_index\` (\`buyerAccountId\`, \`placedAtMs\`, \`id\`);`);
    this.addSql(`alter table \`Order\` add index \`Order_partyId_state_placedAtMs_id_index\` (\`partyId\`, \`state\`, \`placedAtMs\`, \`id\`);`);
    this.addSql(`alter table \`Order\` add index \`Order_partyId_placedAtMs_id_index\` (\`partyId\`, \`placedAtMs\`, \`id\`);`);
    this.addSql(`alter table \`Order\` add index \`Order_state_confirmDueAtMs_index\` (\`state\`, \`confirmDueAtMs\`);`);
    this.addSql(`alter table \`Order\` add index \`Order_state_remindAtMs_index\` (\`state\`, \`remindAtMs\`);`);
    this.addSql(`alter table \`Order\` add index \`Order_state_completeDueAtMs_index\` (\`state\`, \`completeDueAtMs\`);`);
    this.addSql(`alter table \`Order\` add index \`Order_confirmDueAtMs_index\` (\`confirmDueAtMs\`);`);
    this.addSql(`alter table \`Order\` add index \`Order_placedAtMs_id_index\` (\`placedAtMs\`, \`id\`);`);

    this.addSql(`create table \`OrderLine\` (\`id\` varchar(26) not null, \`orderId\` varchar(64) not null, \`skuId\` varchar(64) not null, \`productId\` varchar(64) not null, \`title\` varchar(255) not null, \`specification\` varchar(255) not null, \`pictureId\` varchar(64) null, \`labelId\` varchar(64) not null, \`labelVersion\` int not null, \`quantity\` int not null, \`unitFen\` bigint not null, \`totalFen\` bigint not null, \`storage\` varchar(40) not null, \`temperatureCelsiusMin\` double null, \`temperatureCelsiusMax\` double null, \`shelfLifeDays\` int null, \`weightGrams\` int not null, \`returnableWithoutReason\` tinyint(1) not null, \`claimedUnits\` int not null default 0, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`OrderLine\` add index \`OrderLine_orderId_index\` (\`orderId\`);`);

    this.addSql(`create table \`OrderRefund\` (\`refundKey\` varchar(80) not null, \`orderId\` varchar(64) not null, \`afterSaleId\` varchar(64) null, \`amountFen\` bigint not null, \`reason\` varchar(40) not null, \`requestedAtMs\` bigint not null, \`dueAtMs\` bigint not null, \`completedAtMs\` bigint null, primary key (\`refundKey\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`OrderRefund\` add index \`OrderRefund_orderId_index\` (\`orderId\`);`);

    this.addSql(`create table \`Outbox\` (\`id\` varchar(26) not null, \`aggregatetype\` varchar(40) not null, \`aggregateid\` varchar(64) not null, \`type\` varchar(80) not null, \`payload\` mediumtext not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`Quote\` (\`id\` varchar(26) not null, \`accountId\` varchar(64) not null, \`recipientSealed\` text null, \`divisionCode\` varchar(40) not null, \`parcels\` mediumtext not null, \`goodsFen\` bigint not null, \`deliveryFen\` bigint not null, \`totalFen\` bigint not null, \`createdAtMs\` bigint not null, \`expiresAtMs\` bigint not null, \`usedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Quote\` add index \`Quote_accountId_index\` (\`accountId\`);`);
    this.addSql(`alter table \`Quote\` add index \`Quote_usedAtMs_expiresAtMs_index\` (\`usedAtMs\`, \`expiresAtMs\`);`);

    this.addSql(`create table \`RequestClaim\` (\`key\` varchar(200) not null, \`inputHash\` varchar(64) not null, \`result\` mediumtext null, \`atMs\` bigint not null, primary key (\`key\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`Stock\` (\`skuId\` varchar(64) not null, \`productId\` varchar(64) not null, \`shopId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`free\` int not null default 0, \`held\` int not null default 0, \`skuBlocked\` tinyint(1) not null default false, \`shopBlocked\` tinyint(1) not null default false, primary key (\`skuId\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Stock\` add index \`Stock_shopId_index\` (\`shopId\`);`);
    this.addSql(`alter table \`Stock\` add index \`Stock_partyId_index\` (\`partyId\`);`);

    this.addSql(`create table \`StockMovement\` (\`id\` varchar(26) not null, \`partyId\` varchar(64) not null, \`skuId\` varchar(64) not null, \`lotId\` varchar(64) not null, \`kind\` varchar(40) not null, \`unitsIn\` int not null default 0, \`unitsOut\` int not null default 0, \`orderId\` varchar(64) null, \`afterSaleId\` varchar(64) null, \`note\` varchar(255) null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`StockMovement\` add index \`StockMovement_lotId_index\` (\`lotId\`);`);
    this.addSql(`alter table \`StockMovement\` add index \`StockMovement_orderId_index\` (\`orderId\`);`);
    this.addSql(`alter table \`StockMovement\` add index \`StockMovement_partyId_atMs_id_index\` (\`partyId\`, \`atMs\`, \`id\`);`);
    this.addSql(`alter table \`StockMovement\` add index \`StockMovement_skuId_atMs_id_index\` (\`skuId\`, \`atMs\`, \`id\`);`);

    this.addSql(`create table \`StoredFile\` (\`id\` varchar(26) not null, \`ownerId\` varchar(64) not null, \`purpose\` varchar(40) not null, \`mediaType\` varchar(40) not null, \`sizeBytes\` int not null, \`sha256\` varchar(64) not null, \`isPublic\` tinyint(1) not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`StoredFile\` add index \`StoredFile_ownerId_index\` (\`ownerId\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists \`AfterSale\`;`);
    this.addSql(`drop table if exists \`AfterSaleLine\`;`);
    this.addSql(`drop table if exists \`CartLine\`;`);
    this.addSql(`drop table if exists \`Checkout\`;`);
    this.addSql(`drop table if exists \`EventDelivery\`;`);
    this.addSql(`drop table if exists \`Inbox\`;`);
    this.addSql(`drop table if exists \`InterfaceUse\`;`);
    this.addSql(`drop table if exists \`Lease\`;`);
    this.addSql(`drop table if exists \`LineLot\`;`);
    this.addSql(`drop table if exists \`LotStock\`;`);
    this.addSql(`drop table if exists \`Order\`;`);
    this.addSql(`drop table if exists \`OrderLine\`;`);
    this.addSql(`drop table if exists \`OrderRefund\`;`);
    this.addSql(`drop table if exists \`Outbox\`;`);
    this.addSql(`drop table if exists \`Quote\`;`);
    this.addSql(`drop table if exists \`RequestClaim\`;`);
    this.addSql(`drop table if exists \`Stock\`;`);
    this.addSql(`drop table if exists \`StockMovement\`;`);
    this.addSql(`drop table if exists \`StoredFile\`;`);
  }

}

import { Migration } from '@mikro-orm/migrations';

export class Migration20261125023137 extends Migration {

  override name = 'Migration20261125023137';

  override up(): void | Promise<void> {
    this.addSql(`create table \`Category\` (\`id\` varchar(40) not null, \`parentId\` varchar(40) null, \`name\` varchar(40) not null, \`path\` varchar(120) not null, \`position\` int not null, \`isProcessed\` tinyint(1) not null, \`isPerishable\` tinyint(1) not null, \`statesGmo\` tinyint(1) not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`Certificate\` (\`id\` varchar(26) not null, \`lotId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`type\` varchar(40) not null, \`number\` varchar(80) not null, \`issuer\` varchar(120) not null, \`issuedOn\` varchar(10) not null, \`validUntil\` varchar(10) null, \`fileId\` varchar(64) null, \`addedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Certificate\` add index \`Certificate_lotId_index\` (\`lotId\`);`);

    this.addSql(`create table \`ContentReview\` (\`id\` varchar(26) not null, \`productId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`finding\` varchar(40) not null, \`reason\` varchar(500) not null, \`clause\` varchar(40) null, \`reviewerId\` varchar(64) not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`ContentReview\` add index \`ContentReview_productId_index\` (\`productId\`);`);
    this.addSql(`alter table \`ContentReview\` add index \`ContentReview_atMs_index\` (\`atMs\`);`);

    this.addSql(`create table \`CopyCheck\` (\`id\` varchar(26) not null, \`productId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`text\` text not null, \`passed\` tinyint(1) not null, \`contradictionCount\` int not null, \`forbiddenCount\` int not null, \`marks\` mediumtext not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`CopyCheck\` add index \`CopyCheck_productId_index\` (\`productId\`);`);
    this.addSql(`alter table \`CopyCheck\` add index \`CopyCheck_atMs_index\` (\`atMs\`);`);

    this.addSql(`create table \`EventDelivery\` (\`id\` bigint unsigned not null auto_increment primary key, \`eventId\` varchar(26) not null, \`consumer\` varchar(40) not null, \`aggregate\` varchar(110) not null, \`state\` tinyint not null default 0, \`attempts\` smallint not null default 0, \`nextAtMs\` bigint not null, \`lastError\` varchar(500) null) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`EventDelivery\` add index \`EventDelivery_state_nextAtMs_index\` (\`state\`, \`nextAtMs\`);`);

    this.addSql(`create table \`Inbox\` (\`key\` varchar(140) not null, \`atMs\` bigint not null, primary key (\`key\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`Inspection\` (\`id\` varchar(26) not null, \`lotId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`inspectingParty\` varchar(40) not null, \`resultType\` varchar(40) not null, \`laboratory\` varchar(120) not null, \`passed\` tinyint(1) not null, \`inspectedOn\` varchar(10) not null, \`fileId\` varchar(64) null, \`items\` mediumtext not null, \`recordedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Inspection\` add index \`Inspection_lotId_index\` (\`lotId\`);`);
    this.addSql(`alter table \`Inspection\` add index \`Inspection_recordedAtMs_index\` (\`recordedAtMs\`);`);

    this.addSql(`create table \`Lease\` (\`name\` varchar(80) not null, \`holder\` varchar(40) not null, \`untilMs\` bigint not null, primary key (\`name\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`Lot\` (\`id\` varchar(26) not null, \`code\` varchar(40) not null, \`skuId\` varchar(64) not null, \`productId\` varchar(64) not null, \`shopId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`supplierId\` varchar(64) not null, \`supplierName\` varchar(120) not null, \`units\` int not null, \`producedOn\` varchar(10) not null, \`expiresOn\` varchar(10) null, \`trademark\` varchar(80) null, \`markedName\` varchar(120) null, \`producerName\` varchar(120) null, \`producerAddress\` varchar(200) null, \`quality\` varchar(80) null, \`specification\` varchar(80) null, \`features\` varchar(500) null, \`usage\` varchar(500) null, \`complaintContact\` varchar(120) null, \`state\` varchar(40) not null, \`blockReason\` varchar(500) null, \`registeredAtMs\` bigint not null, \`releasedAtMs\` bigint null, \`blockedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Lot\` add unique \`Lot_code_unique\` (\`code\`);`);
    this.addSql(`alter table \`Lot\` add index \`Lot_skuId_state_index\` (\`skuId\`, \`state\`);`);
    this.addSql(`alter table \`Lot\` add index \`Lot_productId_state_index\` (\`productId\`, \`state\`);`);
    this.addSql(`alter table \`Lot\` add index \`Lot_partyId_registeredAtMs_id_index\` (\`partyId\`, \`registeredAtMs\`, \`id\`);`);
    this.addSql(`alter table \`Lot\` add index \`Lot_state_expiresOn_index\` (\`state\`, \`expiresOn\`);`);

    this.addSql(`create table \`MeasureCheck\` (\`id\` varchar(26) not null, \`lotId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`kind\` varchar(40) not null, \`stated\` double not null, \`samples\` mediumtext not null, \`mean\` double not null, \`allowableShortage\` double not null, \`shortCount\` int not null, \`passed\` tinyint(1) not null, \`checkedOn\` varchar(10) not null, \`recordedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`MeasureCheck\` add index \`MeasureCheck_lotId_index\` (\`lotId\`);`);
    this.addSql(`alter table \`MeasureCheck\` add index \`MeasureCheck_recordedAtMs_index\` (\`recordedAtMs\`);`);

    this.addSql(`create table \`Outbox\` (\`id\` varchar(26) not null, \`aggregatetype\` varchar(40) not null, \`aggregateid\` varchar(64) not null, \`type\` varchar(80) not null, \`payload\` mediumtext not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`PriceFlag\` (\`id\` varchar(26) not null, \`skuId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`labelId\` varchar(64) not null, \`rule\` varchar(40) not null, \`fromFen\` bigint not null, \`toFen\` bigint not null, \`state\` varchar(40) not null, \`note\` varchar(500) null, \`raisedAtMs\` bigint not null, \`clearedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`PriceFlag\` add index \`PriceFlag_skuId_index\` (\`skuId\`);`);
    this.addSql(`alter table \`PriceFlag\` add index \`PriceFlag_state_raisedAtMs_id_index\` (\`state\`, \`raisedAtMs\`, \`id\`);`);

    this.addSql(`create table \`PriceLabel\` (\`id\` varchar(26) not null, \`skuId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`version\` int not null, \`name\` varchar(120) not null, \`origin\` varchar(120) null, \`grade\` varchar(40) null, \`specification\` varchar(80) null, \`pricingUnit\` varchar(10) not null, \`pricingType\` varchar(40) not null, \`retailFen\` bigint not null, \`memberFen\` bigint null, \`bandMinFen\` bigint null, \`bandMaxFen\` bigint null, \`priceManager\` varchar(40) null, \`priceSupervision\` varchar(120) null, \`isComplete\` tinyint(1) not null, \`effectiveAtMs\` bigint not null, \`setByAccountId\` varchar(64) not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`PriceLabel\` add index \`PriceLabel_effectiveAtMs_index\` (\`effectiveAtMs\`);`);
    this.addSql(`alter table \`PriceLabel\` add unique \`PriceLabel_skuId_version_unique\` (\`skuId\`, \`version\`);`);

    this.addSql(`create table \`Product\` (\`id\` varchar(26) not null, \`shopId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`title\` varchar(120) not null, \`categoryId\` varchar(40) not null, \`standardClass\` varchar(40) not null, \`standardCode\` varchar(60) null, \`characteristics\` text null, \`safetyDeclared\` tinyint(1) not null, \`gmoStatus\` varchar(40) null, \`copy\` text not null, \`pictureId\` varchar(64) null, \`state\` varchar(40) not null, \`stateReason\` varchar(500) null, \`publishedAtMs\` bigint null, \`createdAtMs\` bigint not null, \`updatedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Product\` add index \`Product_state_publishedAtMs_id_index\` (\`state\`, \`publishedAtMs\`, \`id\`);`);
    this.addSql(`alter table \`Product\` add index \`Product_shopId_state_publishedAtMs_index\` (\`shopId\`, \`state\`, \`publishedAtMs\`);`);
    this.addSql(`alter table \`Product\` add index \`Product_categoryId_state_publishedAtMs_index\` (\`categoryId\`, \`state\`, \`publishedAtMs\`);`);
    this.addSql(`alter table \`Product\` add index \`Product_partyId_createdAtMs_index\` (\`partyId\`, \`createdAtMs\`);`);

    this.addSql(`create table \`ProductToken\` (\`id\` bigint unsigned not null auto_increment primary key, \`token\` varchar(40) not null, \`productId\` varchar(64) not null, \`weight\` int not null) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`ProductToken\` add index \`ProductToken_productId_index\` (\`productId\`);`);
    this.addSql(`alter table \`ProductToken\` add unique \`ProductToken_token_productId_unique\` (\`token\`, \`productId\`);`);

    this.addSql(`create table \`QualityStandard\` (\`id\` varchar(26) not null, \`code\` varchar(60) not null, \`title\` varchar(120) not null, \`standardClass\` varchar(40) not null, \`categoryIds\` mediumtext not null, \`filingNumber\` varchar(80) null, \`notBelowCode\` varchar(60) null, \`partyId\` varchar(64) null, \`validUntil\` varchar(10) null, \`createdAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`QualityStandard\` add unique \`QualityStandard_code_unique\` (\`code\`);`);
    this.addSql(`alter table \`QualityStandard\` add index \`QualityStandard_partyId_index\` (\`partyId\`);`);

    this.addSql(`create table \`Recall\` (\`id\` varchar(26) not null, \`lotId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`reason\` varchar(500) not null, \`calledByAccountId\` varchar(64) not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Recall\` add index \`Recall_lotId_index\` (\`lotId\`);`);

    this.addSql(`create table \`RequestClaim\` (\`key\` varchar(200) not null, \`inputHash\` varchar(64) not null, \`result\` mediumtext null, \`atMs\` bigint not null, primary key (\`key\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`ShopSale\` (\`shopId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`onSale\` tinyint(1) not null, \`reason\` varchar(500) not null, \`atMs\` bigint not null, primary key (\`shopId\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`Sku\` (\`id\` varchar(26) not null, \`productId\` varchar(64) not null, \`shopId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`position\` int not null, \`specification\` varchar(80) not null, \`unit\` varchar(10) not null, \`netGrams\` int null, \`netMillilitres\` int null, \`netCount\` int null, \`gtin\` varchar(14) null, \`storage\` varchar(40) not null, \`temperatureCelsiusMin\` double null, \`temperatureCelsiusMax\` double null, \`shelfLifeDays\` int null, \`weightGrams\` int not null, \`labelId\` varchar(64) null, \`labelVersion\` int not null default 0, \`labelComplete\` tinyint(1) not null default false, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Sku\` add index \`Sku_productId_index\` (\`productId\`);`);
    this.addSql(`alter table \`Sku\` add index \`Sku_partyId_index\` (\`partyId\`);`);

    this.addSql(`create table \`StoredFile\` (\`id\` varchar(26) not null, \`ownerId\` varchar(64) not null, \`purpose\` varchar(40) not null, \`mediaType\` varchar(40) not null, \`sizeBytes\` int not null, \`sha256\` varchar(64) not null, \`isPublic\` tinyint(1) not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`StoredFile\` add index \`StoredFile_ownerId_index\` (\`ownerId\`);`);

    this.addSql(`create table \`TraceChain\` (\`lotId\` varchar(64) not null, \`length\` int not null, \`headHash\` varchar(64) not null, \`sealedLength\` int not null, \`updatedAtMs\` bigint not null, primary key (\`lotId\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`TraceEvent\` (\`id\` varchar(26) not null, \`lotId\` varchar(64) not null, \`sequence\` int not null, \`content\` mediumtext not null, \`salt\` varchar(32) not null, \`commitment\` varchar(64) not null, \`hash\` varchar(64) not null, \`recordedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`TraceEvent\` add index \`TraceEvent_recordedAtMs_index\` (\`recordedAtMs\`);`);
    this.addSql(`alter table \`TraceEvent\` add unique \`TraceEvent_lotId_sequence_unique\` (\`lotId\`, \`sequence\`);`);

    this.addSql(`create table \`TraceSeal\` (\`id\` varchar(26) not null, \`root\` varchar(64) not null, \`previousRoot\` varchar(64) null, \`chainCount\` int not null, \`keyId\` varchar(16) not null, \`signature\` varchar(120) not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`TraceSeal\` add index \`TraceSeal_atMs_index\` (\`atMs\`);`);

    this.addSql(`create table \`TraceSealLeaf\` (\`id\` varchar(26) not null, \`sealId\` varchar(64) not null, \`lotId\` varchar(64) not null, \`length\` int not null, \`headHash\` varchar(64) not null, \`proof\` mediumtext not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`TraceSealLeaf\` add index \`TraceSealLeaf_lotId_index\` (\`lotId\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists \`Category\`;`);
    this.addSql(`drop table if exists \`Certificate\`;`);
    this.addSql(`drop table if exists \`ContentReview\`;`);
    this.addSql(`drop table if exists \`CopyCheck\`;`);
    this.addSql(`drop table if exists \`EventDelivery\`;`);
    this.addSql(`drop table if exists \`Inbox\`;`);
    this.addSql(`drop table if exists \`Inspection\`;`);
    this.addSql(`drop table if exists \`Lease\`;`);
    this.addSql(`drop table if exists \`Lot\`;`);
    this.addSql(`drop table if exists \`MeasureCheck\`;`);
    this.addSql(`drop table if exists \`Outbox\`;`);
    this.addSql(`drop table if exists \`PriceFlag\`;`);
    this.addSql(`drop table if exists \`PriceLabel\`;`);
    this.addSql(`drop table if exists \`Product\`;`);
    this.addSql(`drop table if exists \`ProductToken\`;`);
    this.addSql(`drop table if exists \`QualityStandard\`;`);
    this.addSql(`drop table if exists \`Recall\`;`);
    this.addSql(`drop table if exists \`RequestClaim\`;`);
    this.addSql(`drop table if exists \`ShopSale\`;`);
    this.addSql(`drop table if exists \`Sku\`;`);
    this.addSql(`drop table if exists \`StoredFile\`;`);
    this.addSql(`drop table if exists \`TraceChain\`;`);
    this.addSql(`drop table if exists \`TraceEvent\`;`);
    this.addSql(`drop table if exists \`TraceSeal\`;`);
    this.addSql(`drop table if exists \`TraceSealLeaf\`;`);
  }

}

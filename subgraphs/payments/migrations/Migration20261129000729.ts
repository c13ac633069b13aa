import { Migration } from '@mikro-orm/migrations';

export class Migration20261129000729 extends Migration {

  override name = 'Migration20261129000729';

  override up(): void | Promise<void> {
    this.addSql(`create table \`AccountDay\` (\`id\` varchar(26) not null, \`date\` varchar(10) not null, \`merchant\` varchar(40) not null, \`partyId\` varchar(64) null, \`theirFen\` bigint not null, \`ourFen\` bigint not null, \`underWayFen\` bigint not null, \`openingFen\` bigint not null, \`differenceFen\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`AccountDay\` add index \`AccountDay_partyId_index\` (\`partyId\`);`);
    this.addSql(`alter table \`AccountDay\` add index \`AccountDay_date_index\` (\`date\`);`);
    this.addSql(`alter table \`AccountDay\` add unique \`AccountDay_merchant_date_unique\` (\`merchant\`, \`date\`);`);

    this.addSql(`create table \`FundLine\` (\`id\` varchar(26) not null, \`date\` varchar(10) not null, \`merchant\` varchar(40) not null, \`number\` varchar(64) not null, \`atMs\` bigint not null, \`kind\` varchar(40) not null, \`business\` varchar(40) not null, \`amountFen\` bigint not null, \`balanceFen\` bigint not null, \`belongsTo\` mediumtext not null, \`orderId\` varchar(64) null, \`openMerchant\` varchar(40) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`FundLine\` add index \`FundLine_openMerchant_index\` (\`openMerchant\`);`);
    this.addSql(`alter table \`FundLine\` add index \`FundLine_merchant_date_index\` (\`merchant\`, \`date\`);`);
    this.addSql(`alter table \`FundLine\` add index \`FundLine_merchant_orderId_index\` (\`merchant\`, \`orderId\`);`);
    this.addSql(`alter table \`FundLine\` add unique \`FundLine_merchant_number_unique\` (\`merchant\`, \`number\`);`);

    this.addSql(`create table \`MoneyUnderWay\` (\`id\` varchar(26) not null, \`merchant\` varchar(40) not null, \`orderId\` varchar(64) not null, \`ourFen\` bigint not null, \`theirFen\` bigint not null, \`sinceDate\` varchar(10) not null, \`caseDate\` varchar(10) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`MoneyUnderWay\` add index \`MoneyUnderWay_caseDate_index\` (\`caseDate\`);`);
    this.addSql(`alter table \`MoneyUnderWay\` add unique \`MoneyUnderWay_merchant_orderId_unique\` (\`merchant\`, \`orderId\`);`);

    this.addSql(`alter table \`LedgerEntry\` drop index \`LedgerEntry_account_index\`;`);
    this.addSql(`alter table \`LedgerEntry\` add \`atMs\` bigint not null;`);
    this.addSql(`update \`LedgerEntry\` e join \`LedgerTransfer\` t on t.\`id\` = e.\`transferId\` set e.\`atMs\` = t.\`atMs\`;`);
    this.addSql(`alter table \`LedgerEntry\` add index \`LedgerEntry_account_atMs_index\` (\`account\`, \`atMs\`);`);

    this.addSql(`alter table \`PaymentPart\` add index \`PaymentPart_transactionId_index\` (\`transactionId\`);`);

    this.addSql(`alter table \`Refund\` add index \`Refund_providerRefundId_index\` (\`providerRefundId\`);`);

    this.addSql(`alter table \`Settlement\` add \`feeFen\` bigint not null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`LedgerEntry\` drop index \`LedgerEntry_account_atMs_index\`;`);
    this.addSql(`alter table \`LedgerEntry\` add index \`LedgerEntry_account_index\` (\`account\`);`);

    this.addSql(`alter table \`PaymentPart\` drop index \`PaymentPart_transactionId_index\`;`);

    this.addSql(`alter table \`Refund\` drop index \`Refund_providerRefundId_index\`;`);
  }

}

import { Migration } from '@mikro-orm/migrations';

export class Migration20261129003729 extends Migration {

  override name = 'Migration20261129003729';

  override up(): void | Promise<void> {
    this.addSql(`create table \`Invoice\` (\`id\` varchar(26) not null, \`orderId\` varchar(64) not null, \`orderNumber\` varchar(40) not null, \`partId\` varchar(26) not null, \`partyId\` varchar(64) not null, \`buyerAccountId\` varchar(64) not null, \`liveOrderId\` varchar(64) null, \`requestNumber\` varchar(32) not null, \`refusals\` int not null, \`headKind\` varchar(40) not null, \`headName\` text null, \`headTaxNumber\` text null, \`sold\` mediumtext not null, \`lines\` mediumtext null, \`route\` varchar(40) null, \`rateBasisPoints\` int null, \`amountFen\` bigint not null, \`taxFen\` bigint not null, \`redFen\` bigint not null, \`state\` varchar(40) not null, \`dueAtMs\` bigint not null, \`askedAtMs\` bigint not null, \`nextAtMs\` bigint null, \`attempts\` int not null, \`lastError\` varchar(200) null, \`number\` varchar(40) null, \`issuedAtMs\` bigint null, \`fileId\` varchar(64) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Invoice\` add index \`Invoice_orderId_index\` (\`orderId\`);`);
    this.addSql(`alter table \`Invoice\` add unique \`Invoice_liveOrderId_unique\` (\`liveOrderId\`);`);
    this.addSql(`alter table \`Invoice\` add unique \`Invoice_requestNumber_unique\` (\`requestNumber\`);`);
    this.addSql(`alter table \`Invoice\` add index \`Invoice_nextAtMs_index\` (\`nextAtMs\`);`);
    this.addSql(`alter table \`Invoice\` add unique \`Invoice_number_unique\` (\`number\`);`);
    this.addSql(`alter table \`Invoice\` add index \`Invoice_state_dueAtMs_index\` (\`state\`, \`dueAtMs\`);`);
    this.addSql(`alter table \`Invoice\` add index \`Invoice_partyId_state_askedAtMs_index\` (\`partyId\`, \`state\`, \`askedAtMs\`);`);
    this.addSql(`alter table \`Invoice\` add index \`Invoice_buyerAccountId_askedAtMs_index\` (\`buyerAccountId\`, \`askedAtMs\`);`);

    this.addSql(`create table \`InvoiceHead\` (\`id\` varchar(26) not null, \`accountId\` varchar(64) not null, \`kind\` varchar(40) not null, \`name\` text not null, \`taxNumber\` text null, \`headKey\` varchar(43) not null, \`savedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`InvoiceHead\` add index \`InvoiceHead_accountId_index\` (\`accountId\`);`);
    this.addSql(`alter table \`InvoiceHead\` add unique \`InvoiceHead_headKey_unique\` (\`headKey\`);`);

    this.addSql(`create table \`InvoiceMandate\` (\`id\` varchar(26) not null, \`partyId\` varchar(64) not null, \`route\` varchar(40) not null, \`rateBasisPoints\` int not null, \`name\` text not null, \`taxNumber\` text not null, \`agreedBy\` varchar(64) not null, \`agreedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`InvoiceMandate\` add unique \`InvoiceMandate_partyId_unique\` (\`partyId\`);`);

    this.addSql(`create table \`RedInvoice\` (\`id\` varchar(26) not null, \`invoiceId\` varchar(26) not null, \`refundId\` varchar(26) not null, \`partyId\` varchar(64) not null, \`amountFen\` bigint not null, \`taxFen\` bigint not null, \`reason\` varchar(40) not null, \`lines\` mediumtext null, \`sheetNumber\` varchar(32) not null, \`sheets\` int not null, \`state\` varchar(40) not null, \`dueAtMs\` bigint not null, \`confirmDueAtMs\` bigint null, \`createdAtMs\` bigint not null, \`nextAtMs\` bigint null, \`attempts\` int not null, \`lastError\` varchar(200) null, \`number\` varchar(40) null, \`issuedAtMs\` bigint null, \`fileId\` varchar(64) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`RedInvoice\` add index \`RedInvoice_invoiceId_index\` (\`invoiceId\`);`);
    this.addSql(`alter table \`RedInvoice\` add unique \`RedInvoice_refundId_unique\` (\`refundId\`);`);
    this.addSql(`alter table \`RedInvoice\` add index \`RedInvoice_partyId_index\` (\`partyId\`);`);
    this.addSql(`alter table \`RedInvoice\` add unique \`RedInvoice_sheetNumber_unique\` (\`sheetNumber\`);`);
    this.addSql(`alter table \`RedInvoice\` add index \`RedInvoice_nextAtMs_index\` (\`nextAtMs\`);`);
    this.addSql(`alter table \`RedInvoice\` add unique \`RedInvoice_number_unique\` (\`number\`);`);
    this.addSql(`alter table \`RedInvoice\` add index \`RedInvoice_state_dueAtMs_index\` (\`state\`, \`dueAtMs\`);`);

    this.addSql(`alter table \`PaymentPart\` add \`invoiceId\` varchar(26) null;`);
  }

}

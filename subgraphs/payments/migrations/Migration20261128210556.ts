import { Migration } from '@mikro-orm/migrations';

export class Migration20261128210556 extends Migration {

  override name = 'Migration20261128210556';

  override up(): void | Promise<void> {
    this.addSql(`create table \`Compensation\` (\`id\` varchar(26) not null, \`complaintId\` varchar(64) not null, \`orderId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`source\` varchar(40) not null, \`depositOf\` varchar(40) null, \`transactionId\` varchar(40) not null, \`outBillNo\` varchar(32) not null, \`closedBills\` int not null default 0, \`amountFen\` bigint not null, \`reason\` varchar(80) not null, \`state\` varchar(40) not null, \`dueAtMs\` bigint not null, \`nextAtMs\` bigint null, \`attempts\` int not null default 0, \`lastError\` varchar(200) null, \`createdAtMs\` bigint not null, \`paidAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Compensation\` add unique \`Compensation_complaintId_unique\` (\`complaintId\`);`);
    this.addSql(`alter table \`Compensation\` add index \`Compensation_orderId_index\` (\`orderId\`);`);
    this.addSql(`alter table \`Compensation\` add index \`Compensation_partyId_index\` (\`partyId\`);`);
    this.addSql(`alter table \`Compensation\` add unique \`Compensation_outBillNo_unique\` (\`outBillNo\`);`);
    this.addSql(`alter table \`Compensation\` add index \`Compensation_nextAtMs_index\` (\`nextAtMs\`);`);
    this.addSql(`alter table \`Compensation\` add index \`Compensation_createdAtMs_index\` (\`createdAtMs\`);`);
    this.addSql(`alter table \`Compensation\` add index \`Compensation_state_dueAtMs_index\` (\`state\`, \`dueAtMs\`);`);

    this.addSql(`create table \`Deposit\` (\`id\` varchar(26) not null, \`partyId\` varchar(64) not null, \`merchant\` varchar(40) not null, \`requiredFen\` bigint not null, \`contractNumber\` varchar(80) not null, \`heldFen\` bigint not null, \`state\` varchar(40) not null, \`shortSinceMs\` bigint null, \`looks\` int not null default 0, \`lookedAtMs\` bigint null, \`nextLookAtMs\` bigint not null, \`agreedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Deposit\` add unique \`Deposit_partyId_unique\` (\`partyId\`);`);
    this.addSql(`alter table \`Deposit\` add unique \`Deposit_merchant_unique\` (\`merchant\`);`);
    this.addSql(`alter table \`Deposit\` add index \`Deposit_nextLookAtMs_index\` (\`nextLookAtMs\`);`);
    this.addSql(`alter table \`Deposit\` add index \`Deposit_agreedAtMs_index\` (\`agreedAtMs\`);`);

    this.addSql(`alter table \`Advance\` add \`compensationId\` varchar(26) null;`);
    this.addSql(`alter table \`Advance\` modify \`refundId\` varchar(26) null;`);
    this.addSql(`alter table \`Advance\` add unique \`Advance_compensationId_unique\` (\`compensationId\`);`);

    this.addSql(`alter table \`Recovery\` add \`setOffFen\` bigint not null, add \`settingOffFen\` bigint not null;`);

    this.addSql(`alter table \`Settlement\` add \`setOffFen\` bigint not null, add \`recoveryId\` varchar(26) null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Advance\` drop index \`Advance_compensationId_unique\`;`);
    this.addSql(`alter table \`Advance\` modify \`refundId\` varchar(26) not null;`);
  }

}

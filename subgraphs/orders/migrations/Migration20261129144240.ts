import { Migration } from '@mikro-orm/migrations';

export class Migration20261129144240 extends Migration {

  override name = 'Migration20261129144240';

  override up(): void | Promise<void> {
    this.addSql(`create table \`ChargeDay\` (\`date\` varchar(10) not null, \`dueAtMs\` bigint not null, \`comparedAtMs\` bigint null, \`lines\` int not null default 0, \`differing\` int not null default 0, \`unjudged\` int not null default 0, \`deliveries\` int not null default 0, \`deliveriesDiffering\` int not null default 0, \`deliveriesUnjudged\` int not null default 0, primary key (\`date\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`ChargeDay\` add index \`ChargeDay_comparedAtMs_dueAtMs_index\` (\`comparedAtMs\`, \`dueAtMs\`);`);

    this.addSql(`create table \`ChargeDifference\` (\`id\` varchar(26) not null, \`date\` varchar(10) not null, \`kind\` varchar(40) not null, \`finding\` varchar(40) not null, \`state\` varchar(40) not null, \`orderId\` varchar(64) not null, \`orderNumber\` varchar(24) not null, \`chargeId\` varchar(64) not null, \`lineId\` varchar(64) null, \`partyId\` varchar(64) not null, \`buyerAccountId\` varchar(64) not null, \`goods\` varchar(255) not null, \`chargedFen\` bigint not null, \`markedFen\` bigint null, \`marked\` varchar(255) null, \`quantity\` int not null, \`refundKey\` varchar(80) null, \`refundFen\` bigint null, \`refundDueAtMs\` bigint null, \`foundAtMs\` bigint not null, \`dueAtMs\` bigint not null, \`endedAtMs\` bigint null, \`note\` text null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`ChargeDifference\` add index \`ChargeDifference_orderId_index\` (\`orderId\`);`);
    this.addSql(`alter table \`ChargeDifference\` add unique \`ChargeDifference_chargeId_unique\` (\`chargeId\`);`);
    this.addSql(`alter table \`ChargeDifference\` add unique \`ChargeDifference_refundKey_unique\` (\`refundKey\`);`);
    this.addSql(`alter table \`ChargeDifference\` add index \`ChargeDifference_state_dueAtMs_index\` (\`state\`, \`dueAtMs\`);`);
    this.addSql(`alter table \`ChargeDifference\` add index \`ChargeDifference_date_id_index\` (\`date\`, \`id\`);`);
    this.addSql(`alter table \`ChargeDifference\` add index \`ChargeDifference_partyId_date_index\` (\`partyId\`, \`date\`);`);
  }

}

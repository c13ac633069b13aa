import { Migration } from '@mikro-orm/migrations';

export class Migration20261128044337 extends Migration {

  override name = 'Migration20261128044337';

  override up(): void | Promise<void> {
    this.addSql(`create table \`CaseRemedy\` (\`id\` varchar(26) not null, \`number\` varchar(64) not null, \`liveNumber\` varchar(64) null, \`kind\` varchar(40) not null, \`state\` varchar(40) not null, \`paidAtMs\` bigint not null, \`parts\` mediumtext not null, \`withOrders\` tinyint(1) null, \`reason\` varchar(200) not null, \`proposedBy\` varchar(64) not null, \`proposedAtMs\` bigint not null, \`decidedBy\` varchar(64) null, \`decidedAtMs\` bigint null, \`endedAtMs\` bigint null, \`nextAtMs\` bigint null, \`attempts\` int not null default 0, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`CaseRemedy\` add unique \`CaseRemedy_liveNumber_unique\` (\`liveNumber\`);`);
    this.addSql(`alter table \`CaseRemedy\` add index \`CaseRemedy_nextAtMs_index\` (\`nextAtMs\`);`);

    this.addSql(`alter table \`ReconciliationCase\` add \`remedyId\` varchar(26) null;`);
    this.addSql(`alter table \`ReconciliationCase\` add index \`ReconciliationCase_remedyId_index\` (\`remedyId\`);`);

    this.addSql(`alter table \`Refund\` modify \`buyerAccountId\` varchar(64) null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`ReconciliationCase\` drop index \`ReconciliationCase_remedyId_index\`;`);

    this.addSql(`alter table \`Refund\` modify \`buyerAccountId\` varchar(64) not null;`);
  }

}

import { Migration } from '@mikro-orm/migrations';

export class Migration20261129035647 extends Migration {

  override name = 'Migration20261129035647';

  override up(): void | Promise<void> {
    this.addSql(`create table \`RecallCase\` (\`id\` varchar(64) not null, \`lotId\` varchar(64) not null, \`lotCode\` varchar(80) not null, \`partyId\` varchar(64) not null, \`goods\` varchar(255) not null, \`level\` varchar(40) not null, \`hazard\` varchar(40) not null, \`caller\` varchar(40) not null, \`orderNumber\` varchar(80) null, \`state\` varchar(40) not null, \`openedAtMs\` bigint not null, \`reportDueAtMs\` bigint not null, \`finishDueAtMs\` bigint not null, \`notifiedAtMs\` bigint null, \`reportedAtMs\` bigint null, \`reportedBy\` varchar(64) null, \`authority\` varchar(120) null, \`receipt\` varchar(120) null, \`proposedAtMs\` bigint null, \`proposedBy\` varchar(64) null, \`reviewDueAtMs\` bigint null, \`closedAtMs\` bigint null, \`closedBy\` varchar(64) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`RecallCase\` add index \`RecallCase_partyId_index\` (\`partyId\`);`);
    this.addSql(`alter table \`RecallCase\` add index \`RecallCase_state_reportDueAtMs_index\` (\`state\`, \`reportDueAtMs\`);`);
    this.addSql(`alter table \`RecallCase\` add index \`RecallCase_state_finishDueAtMs_index\` (\`state\`, \`finishDueAtMs\`);`);
    this.addSql(`alter table \`RecallCase\` add index \`RecallCase_state_reviewDueAtMs_index\` (\`state\`, \`reviewDueAtMs\`);`);
    this.addSql(`alter table \`RecallCase\` add index \`RecallCase_openedAtMs_id_index\` (\`openedAtMs\`, \`id\`);`);

    this.addSql(`create table \`RecallRow\` (\`id\` varchar(26) not null, \`caseId\` varchar(64) not null, \`foundBy\` varchar(140) not null, \`lotId\` varchar(64) not null, \`lotCode\` varchar(80) not null, \`partyId\` varchar(64) not null, \`goods\` varchar(255) not null, \`orderId\` varchar(64) null, \`orderNumber\` varchar(24) null, \`buyerAccountId\` varchar(64) null, \`lineId\` varchar(64) null, \`lineLotId\` varchar(64) null, \`units\` int not null, \`recoveredUnits\` int not null default 0, \`goneUnits\` int not null default 0, \`state\` varchar(40) not null, \`foundAtMs\` bigint not null, \`dueAtMs\` bigint not null, \`toldAtMs\` bigint null, \`smsAtMs\` bigint null, \`reachedAtMs\` bigint null, \`answer\` varchar(40) null, \`calls\` int not null default 0, \`calledAtMs\` bigint null, \`calledBy\` varchar(64) null, \`callNote\` text null, \`refundAtMs\` bigint null, \`refundKey\` varchar(80) null, \`refundFen\` bigint not null, \`refundedAtMs\` bigint null, \`returnId\` varchar(64) null, \`goneReason\` varchar(40) null, \`endedAtMs\` bigint null, \`endedBy\` varchar(64) null, \`proofId\` varchar(64) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`RecallRow\` add unique \`RecallRow_foundBy_unique\` (\`foundBy\`);`);
    this.addSql(`alter table \`RecallRow\` add index \`RecallRow_orderId_index\` (\`orderId\`);`);
    this.addSql(`alter table \`RecallRow\` add index \`RecallRow_lineLotId_index\` (\`lineLotId\`);`);
    this.addSql(`alter table \`RecallRow\` add index \`RecallRow_refundKey_index\` (\`refundKey\`);`);
    this.addSql(`alter table \`RecallRow\` add index \`RecallRow_returnId_index\` (\`returnId\`);`);
    this.addSql(`alter table \`RecallRow\` add index \`RecallRow_caseId_state_index\` (\`caseId\`, \`state\`);`);
    this.addSql(`alter table \`RecallRow\` add index \`RecallRow_state_dueAtMs_index\` (\`state\`, \`dueAtMs\`);`);
    this.addSql(`alter table \`RecallRow\` add index \`RecallRow_state_foundAtMs_index\` (\`state\`, \`foundAtMs\`);`);
    this.addSql(`alter table \`RecallRow\` add index \`RecallRow_refundAtMs_index\` (\`refundAtMs\`);`);
    this.addSql(`alter table \`RecallRow\` add index \`RecallRow_buyerAccountId_foundAtMs_index\` (\`buyerAccountId\`, \`foundAtMs\`);`);

    this.addSql(`alter table \`AfterSale\` add \`recallId\` varchar(64) null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`AfterSale\` drop column \`recallId\`;`);
    this.addSql(`drop table if exists \`RecallRow\`;`);
    this.addSql(`drop table if exists \`RecallCase\`;`);
  }

}

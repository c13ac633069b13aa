import { Migration } from '@mikro-orm/migrations';

export class Migration20261202060606 extends Migration {

  override name = 'Migration20261202060606';

  override up(): void | Promise<void> {
    this.addSql(`create table \`RecallRegrade\` (\`id\` varchar(26) not null, \`caseId\` varchar(64) not null, \`waitingFor\` varchar(64) null, \`lotCode\` varchar(80) not null, \`partyId\` varchar(64) not null, \`fromLevel\` varchar(40) not null, \`level\` varchar(40) not null, \`fromHazard\` varchar(40) not null, \`hazard\` varchar(40) not null, \`reason\` text not null, \`state\` varchar(40) not null, \`proposedBy\` varchar(64) not null, \`proposedAtMs\` bigint not null, \`decideDueAtMs\` bigint null, \`decidedBy\` varchar(64) null, \`decidedAtMs\` bigint null, \`reportDueBeforeMs\` bigint null, \`reportedBeforeMs\` bigint null, \`authorityBefore\` varchar(120) null, \`receiptBefore\` varchar(120) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`RecallRegrade\` add unique \`RecallRegrade_waitingFor_unique\` (\`waitingFor\`);`);
    this.addSql(`alter table \`RecallRegrade\` add index \`RecallRegrade_caseId_proposedAtMs_index\` (\`caseId\`, \`proposedAtMs\`);`);
    this.addSql(`alter table \`RecallRegrade\` add index \`RecallRegrade_state_decideDueAtMs_index\` (\`state\`, \`decideDueAtMs\`);`);

    this.addSql(`create table \`ScanOpening\` (\`id\` varchar(26) not null, \`accountId\` varchar(64) not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`alter table \`RecallRow\` add \`lookDueAtMs\` bigint null, add \`lookedBy\` varchar(64) null, add \`photoReturnReason\` varchar(200) null;`);
    this.addSql(`alter table \`RecallRow\` add index \`RecallRow_state_lookDueAtMs_index\` (\`state\`, \`lookDueAtMs\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists \`RecallRegrade\`;`);
    this.addSql(`drop table if exists \`ScanOpening\`;`);
    this.addSql(`alter table \`RecallRow\` drop index \`RecallRow_state_lookDueAtMs_index\`;`);
    this.addSql(`alter table \`RecallRow\` drop column \`lookDueAtMs\`, drop column \`lookedBy\`, drop column \`photoReturnReason\`;`);
  }

}

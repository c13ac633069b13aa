import { Migration } from '@mikro-orm/migrations';

export class Migration20261202054615 extends Migration {

  override name = 'Migration20261202054615';

  override up(): void | Promise<void> {
    this.addSql(`create table \`LimitProposal\` (\`id\` varchar(26) not null, \`indicatorId\` varchar(64) not null, \`waitingFor\` varchar(64) null, \`categoryId\` varchar(64) not null, \`name\` varchar(60) not null, \`standardCode\` varchar(60) not null, \`heldBefore\` varchar(200) not null, \`min\` double null, \`max\` double null, \`words\` mediumtext null, \`source\` varchar(200) not null, \`readOn\` varchar(10) not null, \`fromOn\` varchar(10) not null, \`link\` varchar(300) null, \`fileId\` varchar(64) null, \`state\` varchar(40) not null, \`filedByAccountId\` varchar(64) not null, \`filedAtMs\` bigint not null, \`acceptDueAtMs\` bigint not null, \`decidedAtMs\` bigint null, \`decidedByAccountId\` varchar(64) null, \`returnReason\` varchar(200) null, \`comparedUpTo\` varchar(40) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`LimitProposal\` add index \`LimitProposal_indicatorId_index\` (\`indicatorId\`);`);
    this.addSql(`alter table \`LimitProposal\` add unique \`LimitProposal_waitingFor_unique\` (\`waitingFor\`);`);
    this.addSql(`alter table \`LimitProposal\` add index \`LimitProposal_fileId_index\` (\`fileId\`);`);
    this.addSql(`alter table \`LimitProposal\` add index \`LimitProposal_state_acceptDueAtMs_index\` (\`state\`, \`acceptDueAtMs\`);`);
    this.addSql(`alter table \`LimitProposal\` add index \`LimitProposal_filedAtMs_index\` (\`filedAtMs\`);`);

    this.addSql(`alter table \`Indicator\` add \`fromOn\` varchar(10) null, add \`untilOn\` varchar(10) null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists \`LimitProposal\`;`);
    this.addSql(`alter table \`Indicator\` drop column \`fromOn\`, drop column \`untilOn\`;`);
  }

}

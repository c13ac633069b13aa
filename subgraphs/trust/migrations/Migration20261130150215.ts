import { Migration } from '@mikro-orm/migrations';

export class Migration20261130150215 extends Migration {

  override name = 'Migration20261130150215';

  override up(): void | Promise<void> {
    this.addSql(`create table \`AssessmentObjection\` (\`id\` varchar(26) not null, \`month\` varchar(40) not null, \`partyId\` varchar(64) not null, \`metric\` varchar(40) not null, \`state\` varchar(40) not null, \`text\` text not null, \`raisedAtMs\` bigint not null, \`dueAtMs\` bigint not null, \`answer\` text null, \`endedAtMs\` bigint null, \`endedBy\` varchar(64) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`AssessmentObjection\` add index \`AssessmentObjection_state_dueAtMs_id_index\` (\`state\`, \`dueAtMs\`, \`id\`);`);
    this.addSql(`alter table \`AssessmentObjection\` add unique \`AssessmentObjection_month_partyId_metric_unique\` (\`month\`, \`partyId\`, \`metric\`);`);
  }

}

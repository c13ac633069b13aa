import { Migration } from '@mikro-orm/migrations';

export class Migration20261129180549 extends Migration {

  override name = 'Migration20261129180549';

  override up(): void | Promise<void> {
    this.addSql(`create table \`RecallReport\` (\`id\` varchar(26) not null, \`caseId\` varchar(64) not null, \`code\` varchar(10) not null, \`saidHash\` varchar(64) not null, \`digest\` varchar(64) not null, \`issuedAtMs\` bigint not null, \`issuedBy\` varchar(64) not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`RecallReport\` add unique \`RecallReport_code_unique\` (\`code\`);`);
    this.addSql(`alter table \`RecallReport\` add unique \`RecallReport_caseId_saidHash_unique\` (\`caseId\`, \`saidHash\`);`);
  }

}

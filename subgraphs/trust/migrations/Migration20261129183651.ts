import { Migration } from '@mikro-orm/migrations';

export class Migration20261129183651 extends Migration {

  override name = 'Migration20261129183651';

  override up(): void | Promise<void> {
    this.addSql(`create table \`InspectionLink\` (\`id\` varchar(26) not null, \`month\` varchar(40) not null, \`organisation\` varchar(255) not null, \`person\` text not null, \`reason\` text not null, \`secretHash\` varchar(64) not null, \`state\` varchar(40) not null, \`untilMs\` bigint not null, \`madeBy\` varchar(64) not null, \`madeAtMs\` bigint not null, \`endedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`InspectionLink\` add index \`InspectionLink_state_untilMs_index\` (\`state\`, \`untilMs\`);`);

    this.addSql(`create table \`InspectionOpening\` (\`id\` varchar(26) not null, \`linkId\` varchar(26) not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`InspectionOpening\` add index \`InspectionOpening_linkId_atMs_index\` (\`linkId\`, \`atMs\`);`);

    this.addSql(`create table \`MonthReport\` (\`id\` varchar(26) not null, \`month\` varchar(40) not null, \`code\` varchar(10) not null, \`digest\` varchar(64) not null, \`content\` mediumtext not null, \`issuedAtMs\` bigint not null, \`issuedBy\` varchar(64) not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`MonthReport\` add unique \`MonthReport_month_unique\` (\`month\`);`);
    this.addSql(`alter table \`MonthReport\` add unique \`MonthReport_code_unique\` (\`code\`);`);
  }
}

import { Migration } from '@mikro-orm/migrations';

export class Migration20261130190842 extends Migration {

  override name = 'Migration20261130190842';

  override up(): void | Promise<void> {
    this.addSql(`create table \`SoftwareDay\` (\`id\` varchar(26) not null, \`day\` varchar(10) not null, \`client\` varchar(40) not null, \`release\` varchar(40) not null, \`started\` int not null, \`crashed\` int not null, \`frozen\` int not null, \`strayed\` int not null, \`strayedTo\` varchar(100) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`SoftwareDay\` add unique \`SoftwareDay_day_client_release_unique\` (\`day\`, \`client\`, \`release\`);`);

    this.addSql(`create table \`SoftwareTeller\` (\`id\` varchar(26) not null, \`day\` varchar(10) not null, \`teller\` varchar(43) not null, \`started\` tinyint(1) not null, \`crashed\` tinyint(1) not null, \`frozen\` tinyint(1) not null, \`strayed\` tinyint(1) not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`SoftwareTeller\` add unique \`SoftwareTeller_day_teller_unique\` (\`day\`, \`teller\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists \`SoftwareDay\`;`);
    this.addSql(`drop table if exists \`SoftwareTeller\`;`);
  }

}

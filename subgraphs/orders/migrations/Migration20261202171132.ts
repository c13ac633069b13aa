import { Migration } from '@mikro-orm/migrations';

export class Migration20261202171132 extends Migration {

  override name = 'Migration20261202171132';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`RecallRow\` add \`roseAtMs\` bigint null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`create table \`InterfaceUse\` (\`id\` varchar(120) not null, \`clientId\` varchar(64) not null, \`date\` varchar(10) not null, \`calls\` int not null, \`lastAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`InterfaceUse\` add index \`InterfaceUse_date_index\` (\`date\`);`);
  }

}

import { Migration } from '@mikro-orm/migrations';

export class Migration20261129151831 extends Migration {

  override name = 'Migration20261129151831';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`RecallRow\` add \`smsFailedAtMs\` bigint null, add \`seenAtMs\` bigint null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`create table \`InterfaceUse\` (\`id\` varchar(120) not null, \`clientId\` varchar(64) not null, \`date\` varchar(10) not null, \`calls\` int not null, \`lastAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`InterfaceUse\` add index \`InterfaceUse_date_index\` (\`date\`);`);
  }

}

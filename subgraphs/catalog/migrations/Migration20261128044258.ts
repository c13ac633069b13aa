import { Migration } from '@mikro-orm/migrations';

export class Migration20261128044258 extends Migration {

  override name = 'Migration20261128044258';

  override up(): void | Promise<void> {
    this.addSql(`create table \`CalendarYear\` (\`id\` varchar(10) not null, \`year\` int not null, \`version\` int not null, \`days\` mediumtext not null, \`source\` varchar(255) not null, \`loadedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
  }

}

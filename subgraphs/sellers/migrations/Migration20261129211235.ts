import { Migration } from '@mikro-orm/migrations';

export class Migration20261129211235 extends Migration {

  override name = 'Migration20261129211235';

  override up(): void | Promise<void> {
    this.addSql(`create table \`ScanOpening\` (\`id\` varchar(26) not null, \`accountId\` varchar(64) not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
  }

}

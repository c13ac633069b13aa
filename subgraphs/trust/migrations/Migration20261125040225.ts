import { Migration } from '@mikro-orm/migrations';

export class Migration20261125040225 extends Migration {

  override name = 'Migration20261125040225';

  override up(): void | Promise<void> {
    this.addSql(`create table \`PersonKey\` (\`subjectId\` varchar(64) not null, \`masterKeyId\` varchar(16) not null, \`wrappedKey\` varchar(100) null, \`createdAtMs\` bigint not null, \`destroyedAtMs\` bigint null, primary key (\`subjectId\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`PersonKey\` add index \`PersonKey_masterKeyId_index\` (\`masterKeyId\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists \`PersonKey\`;`);
  }

}

import { Migration } from '@mikro-orm/migrations';

export class Migration20261125172010 extends Migration {

  override name = 'Migration20261125172010';

  override up(): void | Promise<void> {
    this.addSql(`create table \`PersonErasure\` (\`subjectId\` varchar(64) not null, \`askedAtMs\` bigint not null, \`lookAtMs\` bigint not null, \`erasedAtMs\` bigint null, primary key (\`subjectId\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`PersonErasure\` add index \`PersonErasure_erasedAtMs_lookAtMs_index\` (\`erasedAtMs\`, \`lookAtMs\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists \`PersonErasure\`;`);
  }

}

import { Migration } from '@mikro-orm/migrations';

export class Migration20261129220435 extends Migration {

  override name = 'Migration20261129220435';

  override up(): void | Promise<void> {
    this.addSql(`create table \`DelegatedAct\` (\`id\` varchar(64) not null, \`delegationId\` varchar(64) not null, \`operation\` varchar(80) not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`DelegatedAct\` add index \`DelegatedAct_atMs_index\` (\`atMs\`);`);
    this.addSql(`alter table \`DelegatedAct\` add index \`DelegatedAct_delegationId_atMs_index\` (\`delegationId\`, \`atMs\`);`);
  }
}

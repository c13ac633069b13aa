import { Migration } from '@mikro-orm/migrations';

export class Migration20261129153142 extends Migration {

  override name = 'Migration20261129153142';

  override up(): void | Promise<void> {
    this.addSql(`create table \`NamedQuery\` (\`id\` varchar(26) not null, \`clientId\` varchar(64) not null, \`name\` varchar(80) not null, \`query\` mediumtext not null, \`createdAtMs\` bigint not null, \`usedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`NamedQuery\` add index \`NamedQuery_usedAtMs_index\` (\`usedAtMs\`);`);
    this.addSql(`alter table \`NamedQuery\` add unique \`NamedQuery_clientId_name_unique\` (\`clientId\`, \`name\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`QualityStandard\` add \`notBelowCode\` varchar(60) null;`);
  }

}

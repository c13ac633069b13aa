import { Migration } from '@mikro-orm/migrations';

export class Migration20261130222900 extends Migration {

  override name = 'Migration20261130222900';

  override up(): void | Promise<void> {
    this.addSql(`create table \`FormerName\` (\`id\` varchar(26) not null, \`partyId\` varchar(64) not null, \`name\` text not null, \`untilMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`FormerName\` add index \`FormerName_partyId_index\` (\`partyId\`);`);
    this.addSql(`alter table \`Supplier\` add index \`Supplier_identity_index\` (\`identity\`);`);
  }

}

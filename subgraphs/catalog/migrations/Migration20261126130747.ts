import { Migration } from '@mikro-orm/migrations';

export class Migration20261126130747 extends Migration {

  override name = 'Migration20261126130747';

  override up(): void | Promise<void> {
    this.addSql(`create table \`MarketingColumn\` (\`id\` varchar(26) not null, \`title\` varchar(20) not null, \`subtitle\` varchar(40) not null, \`productIds\` text not null, \`position\` int not null, \`changedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`MarketingColumn\` add index \`MarketingColumn_position_id_index\` (\`position\`, \`id\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists \`MarketingColumn\`;`);
  }

}

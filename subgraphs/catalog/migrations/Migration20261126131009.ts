import { Migration } from '@mikro-orm/migrations';

export class Migration20261126131009 extends Migration {

  override name = 'Migration20261126131009';

  override up(): void | Promise<void> {
    this.addSql(`create table \`ProductTemplate\` (\`id\` varchar(26) not null, \`name\` varchar(60) not null, \`categoryId\` varchar(40) not null, \`titlePattern\` varchar(60) not null, \`copyPattern\` text not null, \`standardClass\` varchar(40) not null, \`standardCode\` varchar(60) null, \`characteristics\` text null, \`gmoStatus\` varchar(40) null, \`origin\` varchar(120) not null, \`grade\` varchar(40) not null, \`usage\` varchar(500) not null, \`skus\` mediumtext not null, \`offered\` tinyint(1) not null, \`updatedAtMs\` bigint not null, \`updatedBy\` varchar(64) not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`ProductTemplate\` add unique \`ProductTemplate_name_unique\` (\`name\`);`);
    this.addSql(`alter table \`ProductTemplate\` add index \`ProductTemplate_categoryId_index\` (\`categoryId\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists \`ProductTemplate\`;`);
  }

}

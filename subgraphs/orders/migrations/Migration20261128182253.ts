import { Migration } from '@mikro-orm/migrations';

export class Migration20261128182253 extends Migration {

  override name = 'Migration20261128182253';

  override up(): void | Promise<void> {
    this.addSql(`create table \`Favourite\` (\`id\` varchar(26) not null, \`accountId\` varchar(64) not null, \`productId\` varchar(64) not null, \`addedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Favourite\` add index \`Favourite_accountId_addedAtMs_id_index\` (\`accountId\`, \`addedAtMs\`, \`id\`);`);
    this.addSql(`alter table \`Favourite\` add unique \`Favourite_accountId_productId_unique\` (\`accountId\`, \`productId\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`create table \`InterfaceUse\` (\`id\` varchar(120) not null, \`clientId\` varchar(64) not null, \`date\` varchar(10) not null, \`calls\` int not null, \`lastAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`InterfaceUse\` add index \`InterfaceUse_date_index\` (\`date\`);`);
  }

}

import { Migration } from '@mikro-orm/migrations';

export class Migration20261129000509 extends Migration {

  override name = 'Migration20261129000509';

  override up(): void | Promise<void> {
    this.addSql(`create table \`OrderClaim\` (\`id\` varchar(64) not null, \`shipmentId\` varchar(64) not null, \`cause\` varchar(40) not null, \`openedAtMs\` bigint not null, \`returnedAtMs\` bigint null, \`decidedAtMs\` bigint null, \`shares\` mediumtext null, \`settledAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`OrderClaim\` add unique \`OrderClaim_shipmentId_unique\` (\`shipmentId\`);`);
    this.addSql(`alter table \`OrderClaim\` add index \`OrderClaim_settledAtMs_openedAtMs_index\` (\`settledAtMs\`, \`openedAtMs\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`create table \`InterfaceUse\` (\`id\` varchar(120) not null, \`clientId\` varchar(64) not null, \`date\` varchar(10) not null, \`calls\` int not null, \`lastAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`InterfaceUse\` add index \`InterfaceUse_date_index\` (\`date\`);`);
  }

}

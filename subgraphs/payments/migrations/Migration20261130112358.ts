import { Migration } from '@mikro-orm/migrations';

export class Migration20261130112358 extends Migration {

  override name = 'Migration20261130112358';

  override up(): void | Promise<void> {
    this.addSql(`create table \`BooksMonth\` (\`id\` varchar(26) not null, \`month\` varchar(40) not null, \`state\` varchar(40) not null, \`openSinceMs\` bigint not null, \`proposedBy\` varchar(64) null, \`proposedAtMs\` bigint null, \`reason\` varchar(200) null, \`closedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`BooksMonth\` add unique \`BooksMonth_month_unique\` (\`month\`);`);
    this.addSql(`alter table \`BooksMonth\` add index \`BooksMonth_state_openSinceMs_index\` (\`state\`, \`openSinceMs\`);`);

    this.addSql(`alter table \`LedgerTransfer\` add \`ofMonth\` varchar(40) null;`);
    this.addSql(`alter table \`LedgerTransfer\` add index \`LedgerTransfer_ofMonth_index\` (\`ofMonth\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`LedgerTransfer\` drop index \`LedgerTransfer_ofMonth_index\`;`);
  }

}

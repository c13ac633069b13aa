import { Migration } from '@mikro-orm/migrations';

export class Migration20261129222528 extends Migration {

  override name = 'Migration20261129222528';

  override up(): void | Promise<void> {
    this.addSql(`create table \`CarriedBalance\` (\`id\` varchar(26) not null, \`account\` varchar(110) not null, \`kind\` varchar(40) not null, \`fen\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`CarriedBalance\` add index \`CarriedBalance_account_index\` (\`account\`);`);

    this.addSql(`create table \`CarriedHold\` (\`id\` varchar(26) not null, \`account\` varchar(110) not null, \`orderId\` varchar(64) not null, \`fen\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`CarriedHold\` add index \`CarriedHold_account_index\` (\`account\`);`);

    this.addSql(`create table \`LedgerCarry\` (\`id\` varchar(40) not null, \`untilMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
  }

}

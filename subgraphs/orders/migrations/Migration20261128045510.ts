import { Migration } from '@mikro-orm/migrations';

export class Migration20261128045510 extends Migration {

  override name = 'Migration20261128045510';

  override up(): void | Promise<void> {
    this.addSql(`create table \`PlacingTurn\` (\`turn\` int unsigned not null, \`placings\` int not null, primary key (\`turn\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`alter table \`Checkout\` add \`addressKey\` varchar(43) null;`);
    this.addSql(`alter table \`Checkout\` add index \`Checkout_buyerAccountId_state_index\` (\`buyerAccountId\`, \`state\`);`);
    this.addSql(`alter table \`Checkout\` add index \`Checkout_addressKey_index\` (\`addressKey\`);`);

    this.addSql(`alter table \`Order\` add \`payDueAtMs\` bigint null;`);

    this.addSql(`alter table \`Quote\` add \`addressKey\` varchar(43) null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`create table \`InterfaceUse\` (\`id\` varchar(120) not null, \`clientId\` varchar(64) not null, \`date\` varchar(10) not null, \`calls\` int not null, \`lastAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`InterfaceUse\` add index \`InterfaceUse_date_index\` (\`date\`);`);

    this.addSql(`alter table \`Checkout\` drop index \`Checkout_buyerAccountId_state_index\`;`);
    this.addSql(`alter table \`Checkout\` drop index \`Checkout_addressKey_index\`;`);
  }

}

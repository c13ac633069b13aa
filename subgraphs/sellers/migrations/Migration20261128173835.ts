import { Migration } from '@mikro-orm/migrations';

export class Migration20261128173835 extends Migration {

  override name = 'Migration20261128173835';

  override up(): void | Promise<void> {
    this.addSql(`create table \`Grower\` (\`id\` varchar(26) not null, \`shopId\` varchar(26) not null, \`partyId\` varchar(26) not null, \`accountId\` varchar(64) not null, \`name\` text not null, \`story\` text null, \`pictureId\` varchar(26) null, \`pictureAlt\` text null, \`changedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Grower\` add index \`Grower_accountId_index\` (\`accountId\`);`);
    this.addSql(`alter table \`Grower\` add index \`Grower_pictureId_index\` (\`pictureId\`);`);
    this.addSql(`alter table \`Grower\` add unique \`Grower_shopId_accountId_unique\` (\`shopId\`, \`accountId\`);`);

    this.addSql(`alter table \`Shop\` add \`pictureAlt\` varchar(60) null;`);
  }

}

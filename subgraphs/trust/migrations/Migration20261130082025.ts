import { Migration } from '@mikro-orm/migrations';

export class Migration20261130082025 extends Migration {

  override name = 'Migration20261130082025';

  override up(): void | Promise<void> {
    this.addSql(`create table \`DocumentComment\` (\`id\` varchar(26) not null, \`documentId\` varchar(26) not null, \`accountId\` varchar(64) not null, \`text\` text not null, \`atMs\` bigint not null, \`answer\` text null, \`isTaken\` tinyint(1) null, \`answeredBy\` varchar(64) null, \`answeredAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`DocumentComment\` add unique \`DocumentComment_documentId_accountId_unique\` (\`documentId\`, \`accountId\`);`);

    this.addSql(`create table \`PlatformEnding\` (\`id\` varchar(26) not null, \`state\` varchar(40) not null, \`reason\` text not null, \`endsAtMs\` bigint not null, \`lapsesAtMs\` bigint not null, \`proposedBy\` varchar(64) not null, \`proposedAtMs\` bigint not null, \`announcedBy\` varchar(64) null, \`announcedAtMs\` bigint null, \`openFor\` varchar(40) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`PlatformEnding\` add unique \`PlatformEnding_openFor_unique\` (\`openFor\`);`);

    this.addSql(`alter table \`Notice\` add \`effectiveAtMs\` bigint not null, add \`atOnceBecause\` varchar(200) null;`);

    this.addSql(`alter table \`PublicDocument\` add \`state\` varchar(40) not null, add \`heardUntilMs\` bigint not null, add \`lapsesAtMs\` bigint null, add \`effectiveAtMs\` bigint null, add \`atOnceBecause\` varchar(200) null, add \`toldState\` varchar(40) null, add \`toldUpTo\` varchar(64) null;`);
    this.addSql(`alter table \`PublicDocument\` add index \`PublicDocument_state_effectiveAtMs_index\` (\`state\`, \`effectiveAtMs\`);`);
    // What was published before bound at once.
    for (const table of ['PublicDocument', 'Notice'])
      this.addSql(`update \`${table}\` set \`effectiveAtMs\` = \`publishedAtMs\`, \`atOnceBecause\` = '以前的做法，公布当时就生效';`);
    this.addSql(`update \`PublicDocument\` set \`state\` = 'adopted', \`heardUntilMs\` = \`publishedAtMs\`;`);
  }
}

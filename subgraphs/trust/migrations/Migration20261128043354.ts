import { Migration } from '@mikro-orm/migrations';

export class Migration20261128043354 extends Migration {

  override name = 'Migration20261128043354';

  override up(): void | Promise<void> {
    this.addSql(`create table \`KnownDevice\` (\`id\` varchar(26) not null, \`accountId\` varchar(64) not null, \`secretHash\` varchar(43) not null, \`sessionId\` varchar(64) not null, \`seenAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`KnownDevice\` add index \`KnownDevice_accountId_seenAtMs_index\` (\`accountId\`, \`seenAtMs\`);`);
    this.addSql(`alter table \`KnownDevice\` add index \`KnownDevice_seenAtMs_index\` (\`seenAtMs\`);`);

    this.addSql(`create table \`TryGuard\` (\`sourceBlind\` varchar(43) not null, \`loginBlind\` varchar(43) not null, \`failedCount\` int not null, \`lockedUntilMs\` bigint not null, \`countedAtMs\` bigint not null, primary key (\`sourceBlind\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`TryGuard\` add index \`TryGuard_loginBlind_lockedUntilMs_index\` (\`loginBlind\`, \`lockedUntilMs\`);`);
    this.addSql(`alter table \`TryGuard\` add index \`TryGuard_countedAtMs_index\` (\`countedAtMs\`);`);

    // What was counted by name alone counts no longer.
    this.addSql(`delete from \`LoginGuard\`;`);
    this.addSql(`alter table \`LoginGuard\` drop index \`LoginGuard_lockedUntilMs_index\`;`);
    this.addSql(`alter table \`LoginGuard\` add \`codePaceMs\` bigint not null, add \`networkSealed\` text null, add \`toldAtMs\` bigint not null;`);
    this.addSql(`alter table \`LoginGuard\` modify \`countedAtMs\` bigint not null;`);
    this.addSql(`alter table \`LoginGuard\` change \`lockedUntilMs\` \`passwordPaceMs\` bigint not null;`);
    this.addSql(`alter table \`LoginGuard\` change \`failedCount\` \`untoldCount\` int not null;`);

    this.addSql(`alter table \`SignInChallenge\` add \`deviceId\` varchar(26) null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table \`KnownDevice\`;`);
    this.addSql(`drop table \`TryGuard\`;`);
    this.addSql(`alter table \`SignInChallenge\` drop column \`deviceId\`;`);
    this.addSql(`alter table \`LoginGuard\` drop column \`codePaceMs\`, drop column \`networkSealed\`, drop column \`toldAtMs\`;`);
    this.addSql(`alter table \`LoginGuard\` modify \`countedAtMs\` bigint null;`);
    this.addSql(`alter table \`LoginGuard\` change \`untoldCount\` \`failedCount\` int not null;`);
    this.addSql(`alter table \`LoginGuard\` change \`passwordPaceMs\` \`lockedUntilMs\` bigint not null;`);
    this.addSql(`alter table \`LoginGuard\` add index \`LoginGuard_lockedUntilMs_index\` (\`lockedUntilMs\`);`);
  }

}

/** What Google has and its published types do not name yet. */
declare namespace GoogleAppsScript {
  namespace Script {
    interface ScriptApp {
      getAuthorizationInfo(authMode: AuthMode, oAuthScopes: readonly string[]): AuthorizationInfo;
    }
    interface AuthorizationInfo {
      /** Of the scopes asked about, those that the person has given; null where there is none. */
      getAuthorizedScopes(): string[] | null;
    }
  }
}

const times = { createdAt: 'created_at', updatedAt: 'updated_at' };
const week = 7 * 24 * 3600;
const day = 24 * 3600;

/** Where better-auth finds what it keeps: our names for its tables and fields. */
export const tables = {
  user: {
    modelName: 'person',
    fields: { emailVerified: 'email_verified', ...times },
    additionalFields: {
      role: { type: 'string', required: true, input: false },
      territoryId: {
        type: 'number',
        required: true,
        input: false,
        returned: false,
        fieldName: 'territory_id',
      },
    },
  },
  session: {
    modelName: 'session',
    fields: {
      userId: 'person_id',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      ...times,
    },
    // Without defaults here: the database has them, and a default would win over what a sign-in says.
    additionalFields: {
      openedBy: { type: 'string', required: false, input: false, fieldName: 'opened_by' },
      secondFactor: { type: 'boolean', required: false, input: false, fieldName: 'second_factor' },
    },
    expiresIn: week,
    updateAge: day,
  },
  account: {
    modelName: 'credential',
    fields: {
      userId: 'person_id',
      providerId: 'provider',
      accountId: 'account',
      password: 'password_hash',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      ...times,
    },
    // Only people whose address the provider has verified, and who exist here.
    accountLinking: { enabled: true, updateUserInfoOnLink: false },
    storeStateStrategy: 'cookie',
  },
} as const;

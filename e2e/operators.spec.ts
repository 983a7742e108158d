import { expect } from '@playwright/test'
import { type Address, encodeFunctionData, type Hex, parseAbi } from 'viem'
import { test } from './fixtures/test.ts'
import { closeDone, connect, sheetOf, sign } from './pages/keel.ts'

test('an operator whose approver must sign takes who has its signature', async ({
  page,
  chain,
  wallet,
}) => {
  // The history's approvers have no keys: one of the node's accounts takes the place of Low Tide's.
  const approver = chain.account('spare 2')
  const lowTide = chain.meta.keeper.operators.find(({ key }) => key === 'lowtide')?.address
  if (lowTide === undefined) throw new Error('There is no operator Low Tide.')
  await chain.client.impersonateAccount({ address: lowTide })
  await chain.client.sendTransaction({
    account: lowTide,
    to: chain.meta.deployments.eigenLayer.delegationManager,
    data: encodeFunctionData({
      abi: parseAbi(['function modifyOperatorDetails(address operator, address newApprover)']),
      args: [lowTide, approver],
    }),
  })
  await chain.client.mine({ blocks: 1 })
  await wallet.switchAccount(chain.account('undelegated depositor'))
  await page.goto('/operators')
  const rows = page.getByRole('row').filter({ hasText: 'Needs approval' })
  await expect(rows).toHaveCount(3, { timeout: 45_000 })
  await page.getByRole('checkbox', { name: 'Open to anyone', exact: true }).check()
  await expect(page.getByText('21 of 24 operators')).toBeVisible()
  await expect(rows).toHaveCount(0)
  await page.getByRole('checkbox', { name: 'Open to anyone', exact: true }).uncheck()

  await page.getByRole('link', { name: /Low Tide/ }).click()
  await expect(page.getByText(/^needs the signature of 0x/)).toBeVisible()
  await connect(page)
  const answer = page.getByLabel('Answer of the approver')
  await expect(answer).toBeVisible({ timeout: 30_000 })
  const review = page.getByRole('button', { name: 'Review the delegation' })
  await expect(review).toHaveAttribute('aria-disabled', 'true')
  await page.getByText('Request for the approver').click()
  const request = JSON.parse((await page.locator('pre').textContent()) ?? '')

  await answer.fill('{ "signature": "0x12"')
  await expect(page.getByText(/This is not the JSON of an approval/)).toBeVisible()
  const stranger = chain.account('spare 1')
  await answer.fill(JSON.stringify({ ...request, signature: await signed(request, stranger) }))
  await expect(page.getByText(/The signature is not the approver’s/)).toBeVisible()
  await expect(review).toHaveAttribute('aria-disabled', 'true')

  await answer.fill(JSON.stringify({ ...request, signature: await signed(request, approver) }))
  await expect(page.getByText(/^Signed by the approver for you/)).toBeVisible()
  await review.click()
  await sign(sheetOf(page), /^Sign: delegate to /)
  await closeDone(sheetOf(page))
  await expect(page.getByText('Your stake is delegated to this operator.')).toBeVisible({
    timeout: 30_000,
  })

  /** What the approver's own wallet does with the request. */
  function signed(asked: Record<string, string>, account: Address): Promise<Hex> {
    return chain.client.signTypedData({
      account,
      domain: {
        name: 'EigenLayer',
        version: '1',
        chainId: 31337,
        verifyingContract: chain.meta.deployments.eigenLayer.delegationManager,
      },
      types: {
        DelegationApproval: [
          { name: 'delegationApprover', type: 'address' },
          { name: 'staker', type: 'address' },
          { name: 'operator', type: 'address' },
          { name: 'salt', type: 'bytes32' },
          { name: 'expiry', type: 'uint256' },
        ],
      },
      primaryType: 'DelegationApproval',
      message: {
        delegationApprover: asked.delegationApprover as Address,
        staker: asked.staker as Address,
        operator: asked.operator as Address,
        salt: asked.salt as Hex,
        expiry: BigInt(asked.expiry ?? 0),
      },
    })
  }
})

test('who is delegated already is shown what moving would change, and the way to move', async ({
  page,
  chain,
  wallet,
}) => {
  await wallet.switchAccount(chain.account('restaker'))
  const kestrel = chain.meta.keeper.operators.find(({ key }) => key === 'kestrel')
  await page.goto(`/operators/${kestrel?.address}`)
  await connect(page)
  await expect(
    page.getByText(/Your stake is delegated to Northlight.* queues everything on the way/),
  ).toBeVisible({
    timeout: 45_000,
  })
  await expect(page.getByRole('link', { name: 'Move my stake here' })).toHaveAttribute(
    'href',
    `/withdraw?way=move&operator=${kestrel?.address.toLowerCase()}`,
  )
  await expect(page.getByRole('button', { name: 'Review the delegation' })).toHaveCount(0)
})

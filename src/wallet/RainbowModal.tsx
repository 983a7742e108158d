import '@rainbow-me/rainbowkit/styles.css'
import { darkTheme, lightTheme, RainbowKitProvider, useConnectModal } from '@rainbow-me/rainbowkit'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { type Config, WagmiProvider } from 'wagmi'
import { useLanguage } from '../ui/i18n/language.ts'
import { useTheme } from '../ui/theme.ts'

export type RainbowModalProps = {
  config: Config
  /** The chain to be on once connected. */
  chainId: number
  onClose: () => void
}

/**
 * RainbowKit's connect dialog, and nothing else of it: it is taken away as soon as a wallet is connected, because
 * its account view would look up names elsewhere. It keeps providers of its own, so that the app needs none.
 */
export default function RainbowModal({ config, chainId, onClose }: RainbowModalProps) {
  const theme = useTheme()
  const locale = useLanguage() === 'zh' ? 'zh-CN' : 'en-US'
  const [queries] = useState(() => new QueryClient())
  const options = { borderRadius: 'small', fontStack: 'system' } as const
  return (
    <WagmiProvider config={config} reconnectOnMount={false}>
      <QueryClientProvider client={queries}>
        <RainbowKitProvider
          locale={locale}
          initialChain={chainId}
          modalSize="compact"
          appInfo={{ appName: 'Keel' }}
          theme={
            theme === 'dark'
              ? darkTheme({ ...options, accentColor: '#f2f2ee', accentColorForeground: '#16181c' })
              : lightTheme({ ...options, accentColor: '#16181c', accentColorForeground: '#ffffff' })
          }
        >
          <Opener onClose={onClose} />
        </RainbowKitProvider>
      </QueryClientProvider>
    </WagmiProvider>
  )
}

/** Opens the dialog once, and says when it is closed. */
function Opener({ onClose }: { readonly onClose: () => void }) {
  const { connectModalOpen, openConnectModal } = useConnectModal()
  const opened = useRef(false)
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    if (!opened.current && openConnectModal !== undefined) openConnectModal()
  }, [openConnectModal])
  useEffect(() => {
    if (connectModalOpen) opened.current = true
    else if (opened.current) close.current()
  }, [connectModalOpen])
  return null
}

"""How the app is served: what stands between a browser's request and Streamlit."""
